/** From schema files to files on disk. */
@NullMarked
package dev.perstream.maven.generation;

import org.jspecify.annotations.NullMarked;
