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

    /**
     * A statement of an operation.
     *
     * @param operation whose it is, which may be the root of the one that is carried out
     */
    record Run(Operation operation, Statement statement) {}

    /** All statements on a context that run with an operation. A kind of set-information is a set-information, too. */
    static List<Run> sequence(Context context, Operation operation) {
        var operations = Stream.of(operation.root(), operation).distinct().toList();
        return Stream.of(Phase.values())
                .flatMap(phase -> operations.stream().flatMap(each -> in(phase, context, each)))
                .toList();
    }

    private static Stream<Run> in(Phase phase, Context context, Operation operation) {
        return context.track(operation).stream()
                .flatMap(track -> track.in(phase).stream())
                .map(statement -> new Run(operation, statement));
    }

    /** Those that fields depend on; a {@code discard} is none of them. */
    static List<Run> of(List<Run> sequence, Set<Field> fields) {
        var needed = new LinkedHashSet<>(fields);
        var slice = new ArrayList<Run>();
        for (var index = sequence.size() - 1; index >= 0; index--) {
            if (sequence.get(index).statement() instanceof Statement.Assignment assignment
                    && needed.contains(assignment.target())) {
                slice.add(sequence.get(index));
                needed.addAll(reads(Optional.of(assignment.value()), assignment.when()));
            }
        }
        Collections.reverse(slice);
        return slice;
    }

    /** The fields that a part of a sequence changes. */
    static Set<Field> targets(List<Run> runs) {
        var fields = new LinkedHashSet<Field>();
        for (var run : runs) {
            if (run.statement() instanceof Statement.Assignment assignment) {
                fields.add(assignment.target());
            }
        }
        return fields;
    }

    /** Whether a statement of a sequence discards the context. */
    static boolean discards(List<Run> sequence) {
        return sequence.stream().anyMatch(run -> run.statement() instanceof Statement.Discard);
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
