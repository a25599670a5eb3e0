/** What a test does to the machine with the filter, and what it sees there: shared by the model and the driver. */
@NullMarked
package dev.perstream.harness.world;

import org.jspecify.annotations.NullMarked;
