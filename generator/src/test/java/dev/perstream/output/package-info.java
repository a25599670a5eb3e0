/** Tests of the sinks. */
@NullMarked
package dev.perstream.output;

import org.jspecify.annotations.NullMarked;
