/** Tests of the classes that the generator writes, compiled and loaded. */
@NullMarked
package dev.perstream.harness.generated;

import org.jspecify.annotations.NullMarked;
