/** Holds the emitted minifilter against the rule book. */
@NullMarked
package dev.perstream.emit.minifilter;

import org.jspecify.annotations.NullMarked;
