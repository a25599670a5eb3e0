/** Random sequences of operations on the model and on the driver, and the shortest on which the two disagree. */
@NullMarked
package dev.perstream.harness.differential;

import org.jspecify.annotations.NullMarked;
