/** Holds the emitted legacy filter against the rule book. */
@NullMarked
package dev.perstream.emit.legacy;

import org.jspecify.annotations.NullMarked;
