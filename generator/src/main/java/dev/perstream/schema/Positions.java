package dev.perstream.schema;

import dev.perstream.diagnostic.SourceText;
import dev.perstream.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the parser's marks, which count code points, into spans. */
final class Positions {

    private final List<String> lines;

    Positions(SourceText source) {
        this.lines = source.lines();
    }

    /** From one mark to another, or to the end of the line where the other is on a later one. */
    Span between(Optional<Mark> start, Optional<Mark> end) {
        if (start.isEmpty()) {
            return Span.START;
        }
        var from = start.get();
        var line = line(from.getLine());
        var first = column(line, from.getColumn());
        var sameLine = end.filter(mark -> mark.getLine() == from.getLine());
        var last = sameLine.map(mark -> column(line, mark.getColumn()))
                .orElse(line.stripTrailing().length());
        return new Span(from.getLine() + 1, first + 1, Math.max(1, last - first));
    }

    /** The character at a mark. */
    Span at(Optional<Mark> mark) {
        return between(mark, mark);
    }

    /** The column where a scalar's text stands in the source as it is; 0 if it does not. */
    int textColumn(Span span, String text) {
        var line = line(span.line() - 1);
        for (var quote = 0; quote <= 1; quote++) {
            var from = span.column() - 1 + quote;
            if (line.startsWith(text, from) && text.length() + 2 * quote == span.length()) {
                return from + 1;
            }
        }
        return 0;
    }

    private String line(int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private static int column(String line, int codePoints) {
        return codePoints <= line.codePointCount(0, line.length())
                ? line.offsetByCodePoints(0, codePoints)
                : line.length();
    }
}
