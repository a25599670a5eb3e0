/** The compiled driver on the simulated kernel, as a side that takes steps and shows its contexts. */
@NullMarked
package dev.perstream.harness.driver;

import org.jspecify.annotations.NullMarked;
