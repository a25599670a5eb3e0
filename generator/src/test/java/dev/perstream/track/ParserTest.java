package dev.perstream.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.diagnostic.Diagnostic;
import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Span;
import dev.perstream.model.Condition.Comparison;
import dev.perstream.model.Statement.Operator;
import dev.perstream.schema.Word;
import dev.perstream.track.StatementSyntax.AndSyntax;
import dev.perstream.track.StatementSyntax.AssignmentSyntax;
import dev.perstream.track.StatementSyntax.CompareSyntax;
import dev.perstream.track.StatementSyntax.DiscardSyntax;
import dev.perstream.track.StatementSyntax.HoldsSyntax;
import dev.perstream.track.StatementSyntax.NamesSyntax;
import dev.perstream.track.StatementSyntax.NotSyntax;
import dev.perstream.track.StatementSyntax.NumberSyntax;
import dev.perstream.track.StatementSyntax.OrSyntax;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private static final int COLUMN = 11;

    @ParameterizedTest
    @EnumSource(Operator.class)
    void eachOperatorAssigns(Operator operator) {
        var statement = (AssignmentSyntax) parse("Count " + operator.symbol() + " 1");

        assertThat(statement.target().text()).isEqualTo("Count");
        assertThat(statement.operator()).isEqualTo(operator);
        assertThat(((NumberSyntax) statement.value()).value()).isEqualTo(BigInteger.ONE);
        assertThat(statement.when()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void eachComparisonCompares(Comparison comparison) {
        var condition = parse("discard when length " + comparison.symbol() + " 3")
                .when()
                .orElseThrow();

        assertThat(((CompareSyntax) condition).comparison()).isEqualTo(comparison);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-12, -12", "0xFf, 255", "18446744073709551615, 18446744073709551615"})
    void numbersAreDecimalOrHexadecimal(String text, BigInteger value) {
        var statement = (AssignmentSyntax) parse("Count = " + text);

        assertThat(((NumberSyntax) statement.value()).value()).isEqualTo(value);
    }

    @Test
    void namesKnowTheirPlaces() {
        var statement = (AssignmentSyntax) parse("Marks |= read | control-code");

        assertThat(statement.target().span()).isEqualTo(new Span(3, COLUMN, 5));
        assertThat(statement.operatorSpan()).isEqualTo(new Span(3, COLUMN + 6, 2));
        var names = (NamesSyntax) statement.value();
        assertThat(names.names()).extracting(name -> name.text()).containsExactly("read", "control-code");
        assertThat(names.names().get(1).span()).isEqualTo(new Span(3, COLUMN + 16, 12));
        assertThat(names.span()).isEqualTo(new Span(3, COLUMN + 9, 19));
    }

    @Test
    void andBindsMoreTightlyThanOrAndNotMostTightly() {
        var or = (OrSyntax)
                parse("discard when not paging and failed or created").when().orElseThrow();

        var and = (AndSyntax) or.left();
        assertThat(and.left()).isInstanceOf(NotSyntax.class);
        assertThat(and.right()).isInstanceOf(HoldsSyntax.class);
        assertThat(or.right()).isInstanceOf(HoldsSyntax.class);
    }

    @Test
    void parenthesesGroup() {
        var not =
                (NotSyntax) parse("discard when not (paging or failed)").when().orElseThrow();

        assertThat(not.condition()).isInstanceOf(OrSyntax.class);
    }

    @Test
    void notAppliesToAWholeComparison() {
        var not = (NotSyntax) parse("discard when not length == 3").when().orElseThrow();

        assertThat(not.condition()).isInstanceOf(CompareSyntax.class);
    }

    @Test
    void discardNeedsNothingElse() {
        assertThat(parse("discard")).isInstanceOf(DiscardSyntax.class);
    }

    @Test
    void spacesAreNotNeeded() {
        assertThat(((AssignmentSyntax) parse("Count+=1")).operator()).isEqualTo(Operator.ADD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Count",
                "Count =",
                "= 1",
                "Count == 1",
                "Count = 1 2",
                "Count = when",
                "Count = 1 when",
                "Count = 1 when (a",
                "Count = 1 when a)",
                "Count = 1 when a and",
                "Count = 1 when not",
                "Count = 1 when a == b == c",
                "Count = 0x",
                "Count = 99999999999999999999999",
                "Count = a |",
                "Count = a + b",
                "Count = 1; Other = 2",
                "discard Count",
                "when = 1",
                "Count = \"text\""
            })
    void whatIsNoStatementGetsOneDiagnostic(String text) {
        var problems = new Problems();

        assertThat(Parser.parse(word(text), problems)).isEmpty();
        assertThat(problems.list()).hasSize(1).allMatch(Diagnostic::isError);
    }

    @Test
    void aConditionThatIsNestedTooDeeplyIsRefused() {
        var problems = new Problems();

        assertThat(Parser.parse(word("discard when " + "(".repeat(10_000)), problems))
                .isEmpty();
        assertThat(problems.list()).hasSize(1);
    }

    private static StatementSyntax parse(String text) {
        return Parser.parse(word(text), new Problems()).orElseThrow();
    }

    private static Word word(String text) {
        return new Word(text, new Span(3, COLUMN, Math.max(1, text.length())), COLUMN);
    }
}
