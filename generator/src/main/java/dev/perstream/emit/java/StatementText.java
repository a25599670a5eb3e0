package dev.perstream.emit.java;

import dev.perstream.model.Condition;
import dev.perstream.model.EnumConstant;
import dev.perstream.model.Operand;
import dev.perstream.model.Statement;
import java.util.stream.Collectors;

/** Statements as a schema writes them. */
final class StatementText {

    private StatementText() {}

    /** A statement: {@code BytesWritten += length when succeeded}. */
    static String of(Statement statement) {
        var text = statement instanceof Statement.Assignment assignment
                ? assignment.target().name() + " " + assignment.operator().symbol() + " " + of(assignment.value())
                : "discard";
        return text
                + statement.when().map(condition -> " when " + of(condition)).orElse("");
    }

    /** A condition: {@code succeeded and not paging}. */
    static String of(Condition condition) {
        if (condition instanceof Condition.Holds holds) {
            return of(holds.operand());
        } else if (condition instanceof Condition.Compare compare) {
            return of(compare.left()) + " " + compare.comparison().symbol() + " " + of(compare.right());
        } else if (condition instanceof Condition.Not not) {
            return "not " + grouped(not.condition());
        } else if (condition instanceof Condition.And and) {
            return grouped(and.left()) + " and " + grouped(and.right());
        }
        var or = (Condition.Or) condition;
        return of(or.left()) + " or " + of(or.right());
    }

    /** An operand: {@code length}. */
    static String of(Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return literal.value().toString();
        } else if (operand instanceof Operand.Truth truth) {
            return String.valueOf(truth.value());
        } else if (operand instanceof Operand.Constants constants) {
            return constants.constants().stream().map(EnumConstant::name).collect(Collectors.joining(" | "));
        } else if (operand instanceof Operand.Value value) {
            return value.value().key();
        } else if (operand instanceof Operand.FieldValue value) {
            return value.field().name();
        }
        return ((Operand.ContextReference) operand).context();
    }

    private static String grouped(Condition condition) {
        return condition instanceof Condition.Or ? "(" + of(condition) + ")" : of(condition);
    }
}
