package dev.perstream.track;

import dev.perstream.diagnostic.Problems;
import dev.perstream.diagnostic.Rule;
import dev.perstream.model.Condition;
import dev.perstream.model.FieldType;
import dev.perstream.model.IntegerType;
import dev.perstream.model.SimpleType;
import dev.perstream.track.StatementSyntax.AndSyntax;
import dev.perstream.track.StatementSyntax.CompareSyntax;
import dev.perstream.track.StatementSyntax.ConditionSyntax;
import dev.perstream.track.StatementSyntax.HoldsSyntax;
import dev.perstream.track.StatementSyntax.NamesSyntax;
import dev.perstream.track.StatementSyntax.NotSyntax;
import dev.perstream.track.StatementSyntax.OrSyntax;
import java.util.List;
import java.util.Optional;

/** Types what follows {@code when}. */
final class ConditionTyper {

    private final OperandTyper operands;
    private final Problems problems;

    ConditionTyper(OperandTyper operands, Problems problems) {
        this.operands = operands;
        this.problems = problems;
    }

    Optional<Condition> typed(ConditionSyntax condition) {
        if (condition instanceof HoldsSyntax holds) {
            return operands.typed(holds.operand(), SimpleType.BOOL).map(Condition.Holds::new);
        } else if (condition instanceof CompareSyntax compare) {
            return compare(compare);
        } else if (condition instanceof NotSyntax not) {
            return typed(not.condition()).map(Condition.Not::new);
        } else if (condition instanceof AndSyntax and) {
            var left = typed(and.left());
            var right = typed(and.right());
            return left.flatMap(l -> right.map(r -> new Condition.And(l, r)));
        }
        var or = (OrSyntax) condition;
        var left = typed(or.left());
        var right = typed(or.right());
        return left.flatMap(l -> right.map(r -> new Condition.Or(l, r)));
    }

    private Optional<Condition> compare(CompareSyntax compare) {
        if (operands.isBroken(compare.left()) || operands.isBroken(compare.right())) {
            return Optional.empty();
        }
        var type = common(operands.ownType(compare.left()), operands.ownType(compare.right()));
        if (type.isEmpty()) {
            untyped(compare);
            return Optional.empty();
        }
        if (!Types.comparable(type.get(), compare.comparison())) {
            problems.error(
                    Rule.K4,
                    compare.comparisonSpan(),
                    "'" + compare.comparison().symbol() + "' does not apply to " + Types.name(type.get()),
                    "");
            return Optional.empty();
        }
        var left = operands.typed(compare.left(), type.get());
        var right = operands.typed(compare.right(), type.get());
        return left.flatMap(l -> right.map(r -> new Condition.Compare(l, compare.comparison(), r)));
    }

    /** The type that both sides are to have: the wider one of two integers. */
    private static Optional<FieldType> common(Optional<FieldType> left, Optional<FieldType> right) {
        var rightIsWider = left.isPresent()
                && right.isPresent()
                && left.get() instanceof IntegerType
                && Types.takes(right.get(), left.get());
        return rightIsWider || left.isEmpty() ? right : left;
    }

    private void untyped(CompareSyntax compare) {
        var names = List.of(compare.left(), compare.right()).stream()
                .filter(NamesSyntax.class::isInstance)
                .map(NamesSyntax.class::cast)
                .toList();
        if (names.isEmpty()) {
            problems.error(
                    Rule.K3,
                    compare.comparisonSpan(),
                    "the comparison has the same result always",
                    "compare a field or a value of the operation");
        } else {
            names.forEach(name -> operands.unknown(name.names().get(0)));
        }
    }
}
