package dev.perstream.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.diagnostic.DiagnosticFormat;
import dev.perstream.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads each schema of the folder {@code bad-schemas} and compares the messages with those that its leading comment
 * expects. With {@code -Dperstream.updateExpectations=true} the comments are written anew: read what changed.
 */
class BadSchemasTest {

    static final Path FOLDER = Path.of("src/test/resources/bad-schemas");
    private static final String INTRODUCTION = "# expect:";

    static Stream<Path> badSchemas() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("badSchemas")
    void aBadSchemaGetsTheMessagesThatItsCommentExpects(Path file) throws IOException {
        if (Boolean.getBoolean("perstream.updateExpectations")) {
            update(file);
        }

        var text = Files.readString(file);

        assertThat(messages(file, text)).isEqualTo(expected(text));
    }

    private static String messages(Path file, String text) {
        var source = new SourceText(file.getFileName().toString(), text);
        return new DiagnosticFormat(source)
                .format(Schemas.filter(source).diagnostics())
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private static String expected(String text) {
        return comment(text).stream()
                .map(line -> line.length() > 2 ? line.substring(2) : "")
                .collect(Collectors.joining("\n"));
    }

    private static List<String> comment(String text) {
        return text.lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("# ") && !line.equals("# end"))
                .toList();
    }

    /** Writes until the comment stays the same: its length moves the lines that the messages name. */
    private static void update(Path file) throws IOException {
        var text = Files.readString(file);
        var mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
        var body = text.lines()
                .skip(1L + comment(text).size())
                .dropWhile("# end"::equals)
                .collect(Collectors.joining("\n", "", "\n"));
        for (var attempt = 0; attempt < 4; attempt++) {
            var comment = messages(file, text).lines().map(line -> "# " + line).collect(Collectors.joining("\n"));
            text = mark + INTRODUCTION + "\n" + comment + "\n# end\n" + (body.isBlank() ? "" : body);
        }
        Files.writeString(file, text);
    }
}
