/** Runs of the simulator's process, and what it tells. */
@NullMarked
package dev.perstream.harness.simulator.run;

import org.jspecify.annotations.NullMarked;
