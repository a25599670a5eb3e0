package dev.perstream.emit.java;

import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operation;
import dev.perstream.model.Operation.Subject;
import dev.perstream.model.OperationUse;
import dev.perstream.model.Track;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the context of a file, stream or handle comes into being, and when its statements end it.
 *
 * @param filter its filter
 * @param context the context
 */
record Lifetime(FilterModel filter, Context context) {

    /** Whether an open file has it: it is created with the open, or the open is its first use. */
    boolean comesWithOpen() {
        return context.create() == CreateWhen.FIRST_OPEN || uses().anyMatch(Operation.CREATE::equals);
    }

    /** What a test can use it with for the first time; the plainest operation, and none that ends it. */
    Optional<Operation> firstUse() {
        return uses().filter(operation -> Feasible.isStep(operation) && operation.subject() == Subject.FILE)
                .filter(operation ->
                        !operation.opens() && operation != Operation.CLEANUP && operation != Operation.CLOSE)
                .filter(operation -> !mayEndIn(operation))
                .min((one, other) -> Boolean.compare(one.takesEffectOnSuccess(), other.takesEffectOnSuccess()));
    }

    /** Whether a statement of an operation may discard it. */
    boolean mayEndIn(Operation operation) {
        return TrackSlice.discards(TrackSlice.sequence(context, operation));
    }

    /** Whether it comes and stays as contexts do; one whose first use changes the file's name has a story of its own. */
    boolean isPlain() {
        return !mayEndIn(Operation.CREATE)
                && (comesWithOpen()
                        || firstUse()
                                .filter(operation -> !operation.takesEffectOnSuccess())
                                .isPresent());
    }

    private Stream<Operation> uses() {
        var hooked = filter.operations().stream()
                .filter(use -> use.contexts().contains(context.name()))
                .map(OperationUse::operation);
        return Stream.concat(context.tracks().stream().map(Track::operation), hooked);
    }
}
