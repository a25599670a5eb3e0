/** The command line. */
@NullMarked
package dev.perstream.harness.simulator.cli;

import org.jspecify.annotations.NullMarked;
