/** Builds against a small simulator that only tests use. */
@NullMarked
package dev.perstream.harness.simulator.build;

import org.jspecify.annotations.NullMarked;
