package dev.perstream.maven.generation;

import dev.perstream.output.GeneratedHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The tests that a filter's author has written.
 *
 * @param root their folder; it may not exist
 */
record AuthorsTests(Path root) {

    /** Whether a first test is to be there: it is, or the author tests the filter nowhere else. */
    boolean want(String path, String filter) {
        return Files.exists(root.resolve(path)) || !test(filter);
    }

    /** Whether a source names the filter in a test, wherever it lies. Generated ones do not count. */
    private boolean test(String filter) {
        if (!Files.isDirectory(root)) {
            return false;
        }
        var words =
                Pattern.compile("@FilterTest\\s*\\(\\s*(\\w+\\s*=\\s*)?" + Pattern.quote(filter + "Filter") + "\\b");
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file))
                    .map(AuthorsTests::text)
                    .anyMatch(text ->
                            !GeneratedHeader.isIn(text) && words.matcher(text).find());
        } catch (IOException e) {
            return false; // what cannot be read is told when the first test is written there
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
