/** The kernel simulator, from Java: {@link dev.perstream.harness.simulator.Simulator} builds a driver and runs scenarios against it. */
@NullMarked
package dev.perstream.harness.simulator;

import org.jspecify.annotations.NullMarked;
