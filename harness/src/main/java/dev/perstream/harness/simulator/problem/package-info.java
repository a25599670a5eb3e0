/** Why something could not be done, as a value. */
@NullMarked
package dev.perstream.harness.simulator.problem;

import org.jspecify.annotations.NullMarked;
