package dev.perstream.diagnostic;

import java.util.List;

/**
 * A text with the name under which messages speak of it.
 *
 * @param name the file's name as the user gave it, with forward slashes
 * @param text the whole text
 */
public record SourceText(String name, String text) {

    /** The lines, without their ends. */
    public List<String> lines() {
        return text.lines().toList();
    }
}
