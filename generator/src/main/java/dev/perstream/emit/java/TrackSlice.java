package dev.perstream.emit.java;

import dev.perstream.model.Condition;
import dev.perstream.model.Context;
import dev.perstream.model.Field;
import dev.perstream.model.Operand;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The statements of an operation that decide what a field holds in the end, in the order in which they run. */
final class TrackSlice {

    private TrackSlice() {}

    /** All statements on a context that run with an operation. A kind of set-information is a set-information, too. */
    static List<Statement> sequence(Context context, Operation operation) {
        var tracks = Stream.of(operation.root(), operation)
                .distinct()
                .flatMap(each -> context.track(each).stream())
                .toList();
        return Stream.of(Phase.values())
                .flatMap(phase -> tracks.stream().flatMap(track -> track.in(phase).stream()))
                .toList();
    }

    /** Those that fields depend on; a {@code discard} is none of them. */
    static List<Statement.Assignment> of(List<Statement> sequence, Set<Field> fields) {
        var needed = new LinkedHashSet<>(fields);
        var slice = new ArrayList<Statement.Assignment>();
        for (var index = sequence.size() - 1; index >= 0; index--) {
            if (sequence.get(index) instanceof Statement.Assignment assignment
                    && needed.contains(assignment.target())) {
                slice.add(assignment);
                needed.addAll(reads(Optional.of(assignment.value()), assignment.when()));
            }
        }
        Collections.reverse(slice);
        return slice;
    }

    /** The fields that an operand and a condition read. */
    static Set<Field> reads(Optional<Operand> operand, Optional<Condition> when) {
        var fields = new LinkedHashSet<Field>();
        operand.ifPresent(value -> add(value, fields));
        when.ifPresent(condition -> add(condition, fields));
        return fields;
    }

    private static void add(Condition condition, Set<Field> fields) {
        if (condition instanceof Condition.Holds holds) {
            add(holds.operand(), fields);
        } else if (condition instanceof Condition.Compare compare) {
            add(compare.left(), fields);
            add(compare.right(), fields);
        } else if (condition instanceof Condition.Not not) {
            add(not.condition(), fields);
        } else if (condition instanceof Condition.And and) {
            add(and.left(), fields);
            add(and.right(), fields);
        } else if (condition instanceof Condition.Or or) {
            add(or.left(), fields);
            add(or.right(), fields);
        }
    }

    private static void add(Operand operand, Set<Field> fields) {
        if (operand instanceof Operand.FieldValue value) {
            fields.add(value.field());
        }
    }
}
