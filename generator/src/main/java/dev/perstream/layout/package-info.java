/** Sizes, alignments and offsets as MSVC lays structures out, for each architecture. */
@NullMarked
package dev.perstream.layout;

import org.jspecify.annotations.NullMarked;
