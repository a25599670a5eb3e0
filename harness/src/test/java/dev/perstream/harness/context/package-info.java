/** Tests of contexts as values and as bytes. */
@NullMarked
package dev.perstream.harness.context;

import org.jspecify.annotations.NullMarked;
