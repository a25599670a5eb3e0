/** What a run of the simulator found. */
@NullMarked
package dev.perstream.harness.simulator.report;

import org.jspecify.annotations.NullMarked;
