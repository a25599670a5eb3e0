package dev.perstream.diagnostic;

/**
 * A run of characters on one line of a source text.
 *
 * @param line the line, from 1
 * @param column the column of the first character, from 1, in UTF-16 units
 * @param length the number of characters to mark, at least 1
 */
public record Span(int line, int column, int length) {

    /** The start of a text, for what is wrong with the whole of it. */
    public static final Span START = new Span(1, 1, 1);

    public Span {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("span " + line + ":" + column + "+" + length);
        }
    }
}
