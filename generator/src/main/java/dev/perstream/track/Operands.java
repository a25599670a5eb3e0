package dev.perstream.track;

import dev.perstream.model.Condition;
import dev.perstream.model.Operand;
import java.util.Optional;
import java.util.stream.Stream;

/** The operands of typed statements. */
final class Operands {

    private Operands() {}

    /** Those of an assigned value, if there is one, and of a condition, if there is one. */
    static Stream<Operand> of(Optional<Operand> value, Optional<Condition> when) {
        return Stream.concat(value.stream(), when.stream().flatMap(Operands::of));
    }

    private static Stream<Operand> of(Condition condition) {
        if (condition instanceof Condition.Holds holds) {
            return Stream.of(holds.operand());
        } else if (condition instanceof Condition.Compare compare) {
            return Stream.of(compare.left(), compare.right());
        } else if (condition instanceof Condition.Not not) {
            return of(not.condition());
        } else if (condition instanceof Condition.And and) {
            return Stream.concat(of(and.left()), of(and.right()));
        }
        var or = (Condition.Or) condition;
        return Stream.concat(of(or.left()), of(or.right()));
    }
}
