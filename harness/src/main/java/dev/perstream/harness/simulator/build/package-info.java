/** The simulator and drivers, compiled. */
@NullMarked
package dev.perstream.harness.simulator.build;

import org.jspecify.annotations.NullMarked;
