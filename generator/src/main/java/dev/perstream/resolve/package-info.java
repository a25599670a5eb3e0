/** From the syntax tree of a schema to the validated model of a filter, in passes that each do one thing. */
@NullMarked
package dev.perstream.resolve;

import org.jspecify.annotations.NullMarked;
