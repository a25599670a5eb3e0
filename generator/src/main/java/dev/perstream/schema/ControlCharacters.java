package dev.perstream.schema;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.diagnostic.Span;
import java.util.Locale;

/** Finds characters that no text should hold: they hide what it says, or end a line where none ends. */
public final class ControlCharacters {

    private ControlCharacters() {}

    /** Reports each; true if there is any. */
    static boolean report(SourceText source, Problems problems) {
        var lines = source.lines();
        var found = false;
        for (var line = 0; line < lines.size(); line++) {
            var text = lines.get(line);
            for (var column = 0; column < text.length(); column++) {
                if (isRefused(text, column)) {
                    found = true;
                    problems.error(
                            Rule.Y1,
                            new Span(line + 1, column + 1, 1),
                            String.format(Locale.ROOT, "the character U+%04X is not allowed in a schema", (int)
                                    text.charAt(column)),
                            "remove it");
                }
            }
        }
        return found;
    }

    /** Whether the character at an index is one of them. */
    public static boolean isRefused(String text, int at) {
        var c = text.charAt(at);
        var breaksLine = c == '\u0085' || c == '\u2028' || c == '\u2029';
        var turnsDirection = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
        return (Character.isISOControl(c) && c != '\t') || breaksLine || turnsDirection || isLoneSurrogate(text, at);
    }

    private static boolean isLoneSurrogate(String text, int at) {
        var c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
