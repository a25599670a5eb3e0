/** The reference model as a side that takes steps and shows its contexts, as the compiled driver does. */
@NullMarked
package dev.perstream.harness.model.side;

import org.jspecify.annotations.NullMarked;
