/** The language of {@code track} statements: from the text of one statement to a typed statement of the model. */
@NullMarked
package dev.perstream.track;

import org.jspecify.annotations.NullMarked;
