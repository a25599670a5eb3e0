/** Runs the model and the driver in step, and compares what they show. */
@NullMarked
package dev.perstream.harness.lockstep;

import org.jspecify.annotations.NullMarked;
