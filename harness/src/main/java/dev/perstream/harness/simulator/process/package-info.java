/** Programs of this machine, run with a limit. */
@NullMarked
package dev.perstream.harness.simulator.process;

import org.jspecify.annotations.NullMarked;
