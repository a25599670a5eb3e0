package dev.perstream.emit.c;

import java.util.ArrayList;
import java.util.List;

/** Texts of the schema as lines of C comments. */
public final class Comments {

    private static final int WIDTH = 92;

    private Comments() {}

    /** A text wrapped to the width of a comment, in paragraphs as it was written; empty if the text is. */
    public static List<String> wrap(String text) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.strip().split("\\R", -1)) {
            var line = new StringBuilder();
            for (var word : paragraph.strip().split("\\s+", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return text.isBlank() ? List.of() : List.copyOf(lines);
    }
}
