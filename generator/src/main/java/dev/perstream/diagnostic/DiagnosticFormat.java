package dev.perstream.diagnostic;

import java.util.List;

/** Shows diagnostics as text: the place, what is wrong, the line with a caret, and the fix. */
public final class DiagnosticFormat {

    private static final int TAB = 4;
    private static final int WIDEST = 160;

    private final SourceText source;
    private final List<String> lines;

    /** A format for the diagnostics of one text, whose lines it shows. */
    public DiagnosticFormat(SourceText source) {
        this.source = source;
        this.lines = source.lines();
    }

    /** One diagnostic, in lines without a last line end. */
    public String format(Diagnostic diagnostic) {
        var span = diagnostic.span();
        var text = new StringBuilder();
        text.append(source.name()).append(':').append(span.line()).append(':').append(span.column());
        text.append(": ").append(diagnostic.severity().label());
        text.append('[').append(diagnostic.rule().id()).append("]: ").append(diagnostic.message());
        if (span.line() <= lines.size()) {
            excerpt(lines.get(span.line() - 1), span, text);
        }
        if (!diagnostic.fix().isEmpty()) {
            text.append("\n  fix: ").append(diagnostic.fix());
        }
        return text.toString();
    }

    /** All diagnostics and a line that counts them. */
    public String format(List<Diagnostic> diagnostics) {
        var text = new StringBuilder();
        diagnostics.forEach(diagnostic -> text.append(format(diagnostic)).append('\n'));
        return text.append(summary(diagnostics)).toString();
    }

    /** How many there are of each severity. */
    public String summary(List<Diagnostic> diagnostics) {
        var errors = diagnostics.stream().filter(Diagnostic::isError).count();
        var warnings = diagnostics.size() - errors;
        return source.name() + ": " + counted(errors, "error")
                + (warnings == 0 ? "" : ", " + counted(warnings, "warning"));
    }

    private static String counted(long count, String what) {
        return (count == 0 ? "no" : count) + " " + what + (count == 1 ? "" : "s");
    }

    private static void excerpt(String line, Span span, StringBuilder text) {
        var from = Math.min(span.column() - 1, line.length());
        var to = Math.min(from + span.length(), line.length());
        var shown = new StringBuilder();
        var marks = new StringBuilder();
        // What is far to the right is shown from nearby.
        var first = width(line, 0, to) > WIDEST ? Math.max(0, from - WIDEST / 4) : 0;
        for (var at = first; at < line.length() && shown.length() < WIDEST; ) {
            var point = line.codePointAt(at);
            var width = width(point, shown.length());
            shown.append(point == '\t' ? " ".repeat(width) : shown(point));
            if (at < to || at == from) {
                marks.append((at < from ? " " : "^").repeat(width));
            }
            at += Character.charCount(point);
        }
        if (from >= line.length()) {
            marks.append('^');
        }
        text.append("\n    ").append(shown.toString().stripTrailing());
        text.append("\n    ").append(marks);
    }

    /** A character, or a sign for one that would act on the screen instead of being shown. */
    private static String shown(int point) {
        var type = Character.getType(point);
        var acts = Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
        return acts ? "\uFFFD" : Character.toString(point);
    }

    private static int width(String line, int from, int to) {
        return line.substring(from, to)
                .codePoints()
                .map(point -> width(point, 0))
                .sum();
    }

    /** The columns that a character takes on a screen. */
    private static int width(int point, int column) {
        if (point == '\t') {
            return TAB - column % TAB;
        }
        var type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
    }
}
