/** The filter that a schema describes: resolved, validated and immutable. */
@NullMarked
package dev.perstream.model;

import org.jspecify.annotations.NullMarked;
