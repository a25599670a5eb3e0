package dev.perstream.schema;

import dev.perstream.diagnostic.Span;

/**
 * A scalar as it was written.
 *
 * @param text its value
 * @param span all of it, quotes included
 * @param textColumn the column where the text starts if it stands in the source character for character, else 0
 */
public record Word(String text, Span span, int textColumn) {

    /** The place of a part of the text; all of the word where its characters do not stand in the source as they are. */
    public Span at(int offset, int length) {
        return textColumn == 0 ? span : new Span(span.line(), textColumn + offset, Math.max(1, length));
    }

    /** Whether nothing was written, not even quotes. */
    boolean isNothing() {
        return text.isEmpty() && span.length() == 1;
    }
}
