/** What the simulator and its front do, together. */
@NullMarked
package dev.perstream.harness.simulator;

import org.jspecify.annotations.NullMarked;
