/** Tests of the goal's work without Maven. */
@NullMarked
package dev.perstream.maven.generation;

import org.jspecify.annotations.NullMarked;
