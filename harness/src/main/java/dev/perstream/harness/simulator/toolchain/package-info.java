/** The C compiler, what it can do, and where results are kept. */
@NullMarked
package dev.perstream.harness.simulator.toolchain;

import org.jspecify.annotations.NullMarked;
