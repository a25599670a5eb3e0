/** Tests of the goal's work without Maven. */
@NullMarked
package dev.perstream.maven.build;

import org.jspecify.annotations.NullMarked;
