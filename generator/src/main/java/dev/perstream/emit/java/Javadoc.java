package dev.perstream.emit.java;

import java.util.ArrayList;
import java.util.regex.Pattern;

/** Texts of a schema in comments of Java. */
public final class Javadoc {

    private static final int WIDTH = 100;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Javadoc() {}

    /**
     * A text as a sentence of its own, in lines that fit.
     *
     * @param instead what is said where the text is empty
     */
    public static String sentence(String text, String instead) {
        var escaped = escaped(text.isBlank() ? instead : text.strip());
        return wrapped(escaped.matches("(?s).*[.!?]") ? escaped : escaped + ".");
    }

    /** A text that stands for itself and is not markup. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("{", "&#123;")
                .replace("}", "&#125;")
                .replace("\\", "&#92;");
    }

    /** The text in lines that fit. */
    static String wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : SPACE.split(text, -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n", lines);
    }
}
