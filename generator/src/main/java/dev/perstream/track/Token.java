package dev.perstream.track;

import dev.perstream.diagnostic.Span;

/**
 * A token of a statement.
 *
 * @param kind what it is
 * @param text as written
 * @param span where
 */
record Token(Kind kind, String text, Span span) {

    /** The kinds of tokens. */
    enum Kind {
        /** A name, a word with hyphens, or a keyword. */
        WORD,
        NUMBER,
        /** An operator, a comparison or a parenthesis. */
        SYMBOL,
        /** What no statement contains. */
        UNKNOWN,
        END
    }

    boolean is(String expected) {
        return kind != Kind.END && text.equals(expected);
    }

    /** How messages call it. */
    String shown() {
        return kind == Kind.END ? "the end of the statement" : "'" + text + "'";
    }
}
