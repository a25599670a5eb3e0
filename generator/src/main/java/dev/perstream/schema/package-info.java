/** The schema as it was written: a syntax tree that keeps source positions. */
@NullMarked
package dev.perstream.schema;

import org.jspecify.annotations.NullMarked;
