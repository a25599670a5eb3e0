package dev.perstream.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.diagnostic.DiagnosticFormat;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {

    private static final int ROUNDS = 400;
    private static final List<String> SNIPPETS = List.of(
            "",
            " ",
            "\t",
            "\n",
            ":",
            "-",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "'",
            "\"",
            "#",
            "&a ",
            "*a",
            "!!x ",
            "|",
            ">",
            "? ",
            "<<: ",
            "---\n",
            "%",
            "0x",
            "99999999999999999999",
            "-1",
            "null",
            "~",
            "true",
            "when",
            "ref",
            "\u0000",
            "\uD800",
            "\uFEFF",
            "\u2028",
            "名",
            "discard",
            "*/",
            "${x}");

    @ParameterizedTest
    @ValueSource(strings = {"audit", "ctx", "filespy"})
    void aDamagedSchemaGetsMessagesAndNeverAnException(String example) throws IOException {
        var good = Files.readString(Path.of("../examples", example, "src/main/perstream", example + ".yaml"));
        var random = new Random(example.hashCode());

        for (var round = 0; round < ROUNDS; round++) {
            var source = new SourceText("damaged.yaml", damaged(good, random));
            var checked = Schemas.filter(source);

            assertThat(new DiagnosticFormat(source).format(checked.diagnostics()))
                    .isNotEmpty();
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread() {
        var checked = Schemas.filter(new SourceText("large.yaml", "#".repeat((1 << 20) + 1)));

        assertThat(checked.diagnostics()).singleElement().matches(d -> d.rule() == Rule.Y5);
    }

    @Test
    void aLoneSurrogateIsRefusedWhereItStands() {
        var checked = Schemas.filter(new SourceText("surrogate.yaml", "perstream: 1\nfilter: \uD800\n"));

        assertThat(checked.diagnostics())
                .singleElement()
                .matches(d -> d.span().line() == 2 && d.span().column() == 9);
    }

    @Test
    void lineEndsOfWindowsChangeNothing() throws IOException {
        var good = Files.readString(Path.of("../examples/audit/src/main/perstream/audit.yaml"));

        assertThat(Schemas.valid(good.replace("\n", "\r\n"))).isEqualTo(Schemas.valid(good));
    }

    @Test
    void deepNestingEndsInAMessage() {
        for (var open : List.of("[", "{a: ", "- ")) {
            var checked = Schemas.filter(new SourceText("deep.yaml", "a: \n  " + open.repeat(50_000)));

            assertThat(checked.value()).isEmpty();
        }
    }

    private static String damaged(String good, Random random) {
        var text = new StringBuilder(good);
        for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
            var from = random.nextInt(text.length());
            var to = Math.min(text.length(), from + random.nextInt(random.nextInt(20) == 0 ? 200 : 8));
            text.replace(from, to, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
        }
        return text.toString();
    }
}
