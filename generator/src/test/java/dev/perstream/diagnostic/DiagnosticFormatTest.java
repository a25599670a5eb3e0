package dev.perstream.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticFormatTest {

    @Test
    void aDiagnosticShowsItsPlaceItsLineAndTheFix() {
        var shown = format("filter:\n  name: bad\n", error(new Span(2, 9, 3), "Bad"));

        assertThat(shown).isEqualTo("""
                a.yaml:2:9: error[Y10]: not a name
                      name: bad
                            ^^^
                  fix: Bad""");
    }

    @Test
    void aDiagnosticWithoutAFixEndsWithTheCaret() {
        assertThat(format("x\n", error(new Span(1, 1, 1), ""))).endsWith("x\n    ^");
    }

    @Test
    void theCaretStandsUnderItsTextBehindTabsAndWideCharacters() {
        assertThat(format("a\t名: b\n", error(new Span(1, 6, 1), "")).lines().skip(1))
                .containsExactly("    a   名: b", "            ^");
    }

    @Test
    void theCaretStandsBehindALineThatEndsTooSoon() {
        assertThat(format("a:\n", error(new Span(1, 3, 1), "")).lines().skip(1)).containsExactly("    a:", "      ^");
    }

    @Test
    void aPlaceBehindTheLastLineIsShownWithoutALine() {
        assertThat(format("a\n", error(new Span(9, 1, 1), ""))).isEqualTo("a.yaml:9:1: error[Y10]: not a name");
    }

    @Test
    void aVeryLongLineIsShownFromNearThePlace() {
        var shown = format("x".repeat(5000) + "bad", error(new Span(1, 5001, 3), ""));

        assertThat(shown.lines()).allMatch(line -> line.length() < 200);
        assertThat(shown).contains("xbad\n").endsWith(" ^^^");
    }

    @Test
    void charactersThatActOnAScreenAreNotSentToIt() {
        assertThat(format("a\u001b[31m\u202eb", error(new Span(1, 1, 1), ""))).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void theSummaryCountsErrorsAndWarnings() {
        var error = error(new Span(1, 1, 1), "");
        var warning = new Diagnostic(Severity.WARNING, Rule.R8, new Span(1, 1, 1), "large", "");
        var format = new DiagnosticFormat(new SourceText("a.yaml", "a"));

        assertThat(format.summary(List.of())).isEqualTo("a.yaml: no errors");
        assertThat(format.summary(List.of(error))).isEqualTo("a.yaml: 1 error");
        assertThat(format.summary(List.of(error, error, warning))).isEqualTo("a.yaml: 2 errors, 1 warning");
        assertThat(format.summary(List.of(warning, warning))).isEqualTo("a.yaml: no errors, 2 warnings");
    }

    private static String format(String text, Diagnostic diagnostic) {
        return new DiagnosticFormat(new SourceText("a.yaml", text)).format(diagnostic);
    }

    private static Diagnostic error(Span span, String fix) {
        return new Diagnostic(Severity.ERROR, Rule.Y10, span, "not a name", fix);
    }
}
