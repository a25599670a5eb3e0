/** Planned files and the sinks that take them. */
@NullMarked
package dev.perstream.output;

import org.jspecify.annotations.NullMarked;
