/** Runs tests of generated filters with JUnit, on the model and on the compiled driver. */
@NullMarked
package dev.perstream.harness.junit;

import org.jspecify.annotations.NullMarked;
