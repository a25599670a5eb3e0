/** The toolchain of this machine, and of one that lacks it. */
@NullMarked
package dev.perstream.harness.simulator.toolchain;

import org.jspecify.annotations.NullMarked;
