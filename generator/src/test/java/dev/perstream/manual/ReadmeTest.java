package dev.perstream.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.Perstream;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.emit.Placement;
import dev.perstream.output.PlannedFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts for readers show what the generator reads and writes. */
final class ReadmeTest {

    private static final String SCHEMA = "examples/audit/src/main/perstream/audit.yaml";

    @ParameterizedTest
    @MethodSource("excerpts")
    void anExcerptOfADriverIsWhatIsGenerated(String page, String excerpt) {
        var head = excerpt.indexOf('\n');
        var file = excerpt.substring(0, head).replaceFirst("^// ", "");
        assertThat(code(generated(file))).as("%s of %s", file, page).contains(code(excerpt.substring(head + 1)));
    }

    /** A text without its lines of comment, which may change their wording. */
    private static String code(String text) {
        return text.replaceAll("(?m)^ *//.*\\R", "");
    }

    static Stream<String[]> excerpts() {
        return Stream.of("README.md", "docs/driver.md")
                .flatMap(page -> Manual.blocks(page, "c").stream().map(excerpt -> new String[] {page, excerpt}));
    }

    @ParameterizedTest
    @ValueSource(strings = "README.md")
    void theShortenedSchemaHasLinesOfTheExampleInTheirOrder(String page) {
        var shortened = Manual.blocks(page, "yaml");
        assertThat(shortened).hasSize(1);
        assertThat(Manual.text(SCHEMA).lines().toList())
                .containsSubsequence(shortened.get(0).lines().toList());
    }

    private static String generated(String path) {
        var source = new SourceText("audit.yaml", Manual.text(SCHEMA));
        return new Perstream(Placement.TOGETHER)
                .plan(source).value().orElseThrow().files().stream()
                        .filter(file -> file.path().equals(path))
                        .map(PlannedFile::content)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(path + " is not generated"));
    }
}
