package dev.perstream.track;

import dev.perstream.diagnostic.Span;
import dev.perstream.model.Condition.Comparison;
import dev.perstream.model.Statement.Operator;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** A statement as it was written. */
sealed interface StatementSyntax {

    Span span();

    Optional<ConditionSyntax> when();

    /** {@code Field op operand}. */
    record AssignmentSyntax(
            NameSyntax target,
            Operator operator,
            Span operatorSpan,
            OperandSyntax value,
            Optional<ConditionSyntax> when,
            Span span)
            implements StatementSyntax {}

    /** {@code discard}. */
    record DiscardSyntax(Optional<ConditionSyntax> when, Span span) implements StatementSyntax {}

    /** A name with its place. */
    record NameSyntax(String text, Span span) {}

    /** An operand. */
    sealed interface OperandSyntax {

        Span span();
    }

    /** A number. */
    record NumberSyntax(BigInteger value, Span span) implements OperandSyntax {}

    /** {@code true} or {@code false}. */
    record TruthSyntax(boolean value, Span span) implements OperandSyntax {}

    /** A name: of a constant, a field, a value of the operation or a context; or several flags. */
    record NamesSyntax(List<NameSyntax> names, Span span) implements OperandSyntax {

        public NamesSyntax {
            names = List.copyOf(names);
        }
    }

    /** What follows {@code when}. */
    sealed interface ConditionSyntax {}

    /** An operand on its own. */
    record HoldsSyntax(OperandSyntax operand) implements ConditionSyntax {}

    /** A comparison. */
    record CompareSyntax(OperandSyntax left, Comparison comparison, Span comparisonSpan, OperandSyntax right)
            implements ConditionSyntax {}

    record NotSyntax(ConditionSyntax condition) implements ConditionSyntax {}

    record AndSyntax(ConditionSyntax left, ConditionSyntax right) implements ConditionSyntax {}

    record OrSyntax(ConditionSyntax left, ConditionSyntax right) implements ConditionSyntax {}
}
