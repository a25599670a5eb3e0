package dev.perstream.diagnostic;

import java.util.List;

/**
 * A text with the name under which messages speak of it.
 *
 * @param name the file's name as the user gave it, with forward slashes
 * @param text the whole text, without a byte order mark
 */
public record SourceText(String name, String text) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public SourceText {
        text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The lines, without their ends. */
    public List<String> lines() {
        return text.lines().toList();
    }
}
