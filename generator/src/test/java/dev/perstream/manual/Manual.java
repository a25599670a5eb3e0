package dev.perstream.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The texts that are written for readers, from the repository's root. */
final class Manual {

    private static final Path ROOT = Path.of("..");

    private Manual() {}

    /** A file's text. */
    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the table that follows a marker, a comment that readers do not see. */
    static List<String> table(String path, String marker) {
        var lines = text(path).lines().toList();
        var start = lines.indexOf("<!-- " + marker + " -->");
        if (start < 0) {
            throw new AssertionError(path + " has no line <!-- " + marker + " -->");
        }
        var rows = new ArrayList<String>();
        for (var line : lines.subList(start + 1, lines.size())) {
            if (line.startsWith("|")) {
                rows.add(line);
            } else if (!rows.isEmpty()) {
                break;
            }
        }
        return List.copyOf(rows.subList(Math.min(2, rows.size()), rows.size()));
    }

    /** The contents of the fenced blocks of a language. */
    static List<String> blocks(String path, String language) {
        var blocks = new ArrayList<String>();
        var parts = text(path).split("\n```", -1);
        for (var part : parts) {
            if (part.startsWith(language + "\n")) {
                blocks.add(part.substring(language.length() + 1));
            }
        }
        return List.copyOf(blocks);
    }
}
