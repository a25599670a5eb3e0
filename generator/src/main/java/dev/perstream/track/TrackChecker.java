package dev.perstream.track;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.diagnostic.Span;
import dev.perstream.diagnostic.Suggestion;
import dev.perstream.model.Condition;
import dev.perstream.model.Field;
import dev.perstream.model.Operation;
import dev.perstream.model.Statement;
import dev.perstream.model.Statement.Operator;
import dev.perstream.schema.Word;
import dev.perstream.track.StatementSyntax.AssignmentSyntax;
import dev.perstream.track.StatementSyntax.DiscardSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the statements of a context for one operation into statements of the model. */
public final class TrackChecker {

    private final TrackScope scope;
    private final Problems problems;
    private final OperandTyper operands;
    private final ConditionTyper conditions;
    private final GuardCheck guards;

    private TrackChecker(TrackScope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
        this.operands = new OperandTyper(scope, problems);
        this.conditions = new ConditionTyper(operands, problems);
        this.guards = new GuardCheck(scope, problems);
    }

    /**
     * Parses and checks statements.
     *
     * @param statements their texts
     * @param scope what they can see
     * @param problems takes what is wrong
     * @return those that are right, in order
     */
    public static List<Statement> check(List<Word> statements, TrackScope scope, Problems problems) {
        var checker = new TrackChecker(scope, problems);
        var checked = new ArrayList<Statement>();
        for (var word : statements) {
            Parser.parse(word, problems).flatMap(checker::statement).ifPresent(checked::add);
        }
        return List.copyOf(checked);
    }

    private Optional<Statement> statement(StatementSyntax syntax) {
        Optional<Condition> when = syntax.when().flatMap(conditions::typed);
        var whenIsBroken = syntax.when().isPresent() && when.isEmpty();
        var statement = syntax instanceof AssignmentSyntax assignment
                ? assignment(assignment, when)
                : discard((DiscardSyntax) syntax, when);
        if (whenIsBroken) {
            return Optional.empty();
        }
        statement.ifPresent(checked -> guards.check(checked, syntax.span()));
        return statement;
    }

    private Optional<Statement> discard(DiscardSyntax syntax, Optional<Condition> when) {
        if (!scope.attach().ofFile()) {
            problems.error(
                    Rule.K7,
                    syntax.span(),
                    "the context of the " + scope.attach().key()
                            + " cannot be discarded: nothing would create it again",
                    "only contexts of a file, a stream or a handle can");
            return Optional.empty();
        }
        if (scope.operation() == Operation.CLOSE) {
            problems.error(
                    Rule.K7,
                    syntax.span(),
                    "the context goes away with the close by itself",
                    "remove 'discard', or move it to 'cleanup'");
            return Optional.empty();
        }
        return Optional.of(
                new Statement.Discard(when, PhaseInference.phase(scope, Operands.of(Optional.empty(), when))));
    }

    private Optional<Statement> assignment(AssignmentSyntax syntax, Optional<Condition> when) {
        var name = syntax.target().text();
        if (scope.brokenFields().contains(name)) {
            return Optional.empty();
        }
        var field = scope.field(name);
        if (field.isEmpty()) {
            var names = scope.fields().stream().map(Field::name).toList();
            problems.error(
                    Rule.K2,
                    syntax.target().span(),
                    "the context has no field '" + name + "'",
                    Suggestion.fix(name, names));
            return Optional.empty();
        }
        if (!applies(syntax.operator(), field.get(), syntax.operatorSpan())) {
            return Optional.empty();
        }
        return operands.typed(syntax.value(), field.get().type())
                .map(value -> new Statement.Assignment(
                        field.get(),
                        syntax.operator(),
                        value,
                        when,
                        PhaseInference.phase(scope, Operands.of(Optional.of(value), when))));
    }

    private boolean applies(Operator operator, Field field, Span span) {
        var operators = Types.operators(field);
        if (operators.contains(operator)) {
            return true;
        }
        var type = Types.name(field.type());
        if (Types.isFixedText(field.type())) {
            problems.error(
                    Rule.K4,
                    span,
                    "'" + field.name() + "' has an initial value and never changes",
                    "remove 'initial' to let statements change it");
        } else if (operators.isEmpty()) {
            problems.error(
                    Rule.K4, span, "no statement changes " + type + ": '" + field.name() + "'", "change it in a hook");
        } else {
            var symbols = operators.stream().map(Operator::symbol).collect(Collectors.toList());
            problems.error(
                    Rule.K4,
                    span,
                    "'" + operator.symbol() + "' does not apply to " + type,
                    "use " + Suggestion.listed(symbols));
        }
        return false;
    }
}
