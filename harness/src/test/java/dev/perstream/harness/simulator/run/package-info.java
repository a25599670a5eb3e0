/** The simulator's process, as a script plays it. */
@NullMarked
package dev.perstream.harness.simulator.run;

import org.jspecify.annotations.NullMarked;
