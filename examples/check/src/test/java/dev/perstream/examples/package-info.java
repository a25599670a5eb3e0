/** Tests of the examples as the build leaves them behind. */
@NullMarked
package dev.perstream.examples;

import org.jspecify.annotations.NullMarked;
