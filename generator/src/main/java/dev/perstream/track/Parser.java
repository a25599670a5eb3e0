package dev.perstream.track;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.model.Condition.Comparison;
import dev.perstream.model.Statement.Operator;
import dev.perstream.schema.Word;
import dev.perstream.track.StatementSyntax.AndSyntax;
import dev.perstream.track.StatementSyntax.AssignmentSyntax;
import dev.perstream.track.StatementSyntax.CompareSyntax;
import dev.perstream.track.StatementSyntax.ConditionSyntax;
import dev.perstream.track.StatementSyntax.DiscardSyntax;
import dev.perstream.track.StatementSyntax.HoldsSyntax;
import dev.perstream.track.StatementSyntax.NameSyntax;
import dev.perstream.track.StatementSyntax.NamesSyntax;
import dev.perstream.track.StatementSyntax.NotSyntax;
import dev.perstream.track.StatementSyntax.NumberSyntax;
import dev.perstream.track.StatementSyntax.OperandSyntax;
import dev.perstream.track.StatementSyntax.OrSyntax;
import dev.perstream.track.StatementSyntax.TruthSyntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses one statement.
 *
 * <pre>
 * statement  = ( field operator operand | "discard" ) [ "when" condition ]
 * condition  = conjunction { "or" conjunction }
 * conjunction = term { "and" term }
 * term       = "not" term | "(" condition ")" | operand [ comparison operand ]
 * operand    = number | "true" | "false" | name { "|" name }
 * </pre>
 */
final class Parser {

    /** The words that no name in a statement can be. */
    static final List<String> KEYWORDS = List.of("when", "not", "and", "or", "true", "false", "discard");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}|-?0x[0-9A-Fa-f]{1,16}");
    private static final int DEEPEST = 16;
    private static final int MOST_TERMS = 64;

    private final List<Token> tokens;
    private int next;
    private int depth;
    private int terms;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The statement of a word; absent, and the first mistake reported, if it is none. */
    static Optional<StatementSyntax> parse(Word statement, Problems problems) {
        try {
            return Optional.of(new Parser(Lexer.tokens(statement)).statement(statement.span()));
        } catch (Mistake mistake) {
            problems.error(Rule.K1, mistake.span, mistake.text(), mistake.fix);
            return Optional.empty();
        }
    }

    private StatementSyntax statement(Span span) throws Mistake {
        if (accept("discard")) {
            return new DiscardSyntax(when("'when' or the end"), span);
        }
        var target = name("a field or 'discard'");
        var symbol = take();
        var operator = Arrays.stream(Operator.values())
                .filter(candidate -> symbol.is(candidate.symbol()))
                .findFirst()
                .orElseThrow(() -> new Mistake(symbol, "an assignment", "use =, +=, -=, |= or ?="));
        var value = operand();
        return new AssignmentSyntax(target, operator, symbol.span(), value, when("'when' or the end"), span);
    }

    private Optional<ConditionSyntax> when(String expected) throws Mistake {
        if (peek().kind() == Token.Kind.END) {
            return Optional.empty();
        }
        expect("when", expected);
        var condition = disjunction();
        if (peek().kind() != Token.Kind.END) {
            throw new Mistake(peek(), "'and', 'or' or the end", "");
        }
        return Optional.of(condition);
    }

    private ConditionSyntax disjunction() throws Mistake {
        var left = conjunction();
        while (accept("or")) {
            left = new OrSyntax(left, conjunction());
        }
        return left;
    }

    private ConditionSyntax conjunction() throws Mistake {
        var left = term();
        while (accept("and")) {
            left = new AndSyntax(left, term());
        }
        return left;
    }

    private ConditionSyntax term() throws Mistake {
        if (++depth > DEEPEST || ++terms > MOST_TERMS) {
            throw new Mistake(peek(), "a simpler condition", "split the statement in two");
        }
        try {
            if (accept("not")) {
                return new NotSyntax(term());
            } else if (accept("(")) {
                var inner = disjunction();
                expect(")", "')'");
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    private ConditionSyntax comparison() throws Mistake {
        var left = operand();
        var symbol = peek();
        var comparison = Arrays.stream(Comparison.values())
                .filter(candidate -> symbol.is(candidate.symbol()))
                .findFirst();
        if (comparison.isPresent()) {
            take();
            return new CompareSyntax(left, comparison.get(), symbol.span(), operand());
        } else if (symbol.is("=")) {
            throw new Mistake(symbol, "a comparison", "did you mean '=='?");
        }
        return new HoldsSyntax(left);
    }

    private OperandSyntax operand() throws Mistake {
        var token = peek();
        if (token.kind() == Token.Kind.NUMBER) {
            take();
            return new NumberSyntax(number(token), token.span());
        } else if (token.is("true") || token.is("false")) {
            take();
            return new TruthSyntax(token.is("true"), token.span());
        }
        var names = new ArrayList<NameSyntax>();
        do {
            names.add(name("a number, a constant, a value of the operation, a field or a context"));
        } while (accept("|"));
        return new NamesSyntax(names, covering(names));
    }

    private static Span covering(List<NameSyntax> names) {
        var first = names.get(0).span();
        var last = names.get(names.size() - 1).span();
        return new Span(
                first.line(), first.column(), Math.max(first.length(), last.column() + last.length() - first.column()));
    }

    private NameSyntax name(String expected) throws Mistake {
        var token = take();
        if (token.kind() != Token.Kind.WORD || KEYWORDS.contains(token.text())) {
            throw new Mistake(token, expected, "");
        }
        return new NameSyntax(token.text(), token.span());
    }

    private static BigInteger number(Token token) throws Mistake {
        if (!NUMBER.matcher(token.text()).matches()) {
            throw new Mistake(token, "a number", "write it in decimal, or in hexadecimal after 0x");
        }
        var digits = token.text().replace("0x", "");
        return new BigInteger(digits, token.text().contains("0x") ? 16 : 10);
    }

    private void expect(String text, String expected) throws Mistake {
        var token = take();
        if (!token.is(text)) {
            throw new Mistake(token, expected, "");
        }
    }

    private boolean accept(String text) {
        var accepted = peek().is(text);
        if (accepted) {
            next++;
        }
        return accepted;
    }

    private Token take() {
        var token = peek();
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    private Token peek() {
        return tokens.get(next);
    }

    /** The place where a statement leaves the grammar; it does not leave this class. */
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Span span;
        private final String found;
        private final String expected;
        private final String fix;

        Mistake(Token found, String expected, String fix) {
            super(expected, null, false, false);
            this.span = found.span();
            this.found = found.shown();
            this.expected = expected;
            this.fix = fix;
        }

        String text() {
            return "expected " + expected + ", found " + found;
        }
    }
}
