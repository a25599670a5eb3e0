package dev.perstream.emit.java;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.CreateWhen;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.model.Statement;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a test on the simulated machine can bring about and look at. */
final class Feasible {

    private static final Set<Operation> WITHOUT_A_STEP = EnumSet.of(
            Operation.CREATE_NAMED_PIPE,
            Operation.CREATE_MAILSLOT,
            Operation.INTERNAL_DEVICE_CONTROL,
            Operation.POWER,
            Operation.SYSTEM_CONTROL,
            Operation.PNP);

    private Feasible() {}

    /** Whether a test can bring an operation about. */
    static boolean isStep(Operation operation) {
        return !WITHOUT_A_STEP.contains(operation);
    }

    /** Why a statement has no test; empty if it has one. */
    static String whyNot(FilterModel filter, Context context, Operation operation, Statement statement) {
        if (!isStep(operation)) {
            return "a test has no step for the operation";
        } else if (endsTheContext(context.attach(), operation)) {
            return "the context is gone when the operation has ended";
        } else if (statement instanceof Statement.Assignment && isAlwaysDiscarded(context, operation)) {
            return "the context is discarded with the same operation";
        } else if (mayBeginAnew(filter, context, operation)) {
            return "the context is discarded before the operation, and may come into being anew after it";
        }
        return bringsAlong(context.attach(), operation)
                .filter(other -> meets(context, operation, other))
                .findFirst()
                .map(other -> "the " + other.key() + " that a test's step brings along changes the field as well")
                .orElse("");
    }

    private static boolean endsTheContext(Attachment attach, Operation operation) {
        return switch (operation) {
            case CLOSE -> attach == Attachment.STREAM_HANDLE;
            case TEARDOWN -> attach == Attachment.INSTANCE;
            case COMMIT, ROLLBACK -> attach == Attachment.TRANSACTION;
            default -> false;
        };
    }

    /** Whether what is taken off before an operation that is waited for is used again at its end, which creates it. */
    private static boolean mayBeginAnew(FilterModel filter, Context context, Operation operation) {
        var isDiscarded = Stream.of(operation.root(), operation)
                .flatMap(one -> context.track(one).stream())
                .flatMap(track -> track.in(Phase.BEFORE).stream())
                .anyMatch(Statement.Discard.class::isInstance);
        return isDiscarded
                && context.create() == CreateWhen.FIRST_USE
                && operation.root() == Operation.SET_INFORMATION
                && filter.operations().stream()
                        .filter(use -> use.operation().root() == Operation.SET_INFORMATION)
                        .anyMatch(use -> use.hooks().contains(Phase.AFTER)
                                && use.contexts().contains(context.name()));
    }

    private static boolean isAlwaysDiscarded(Context context, Operation operation) {
        return TrackSlice.sequence(context, operation).stream()
                .map(TrackSlice.Run::statement)
                .anyMatch(statement -> statement instanceof Statement.Discard
                        && statement.when().isEmpty());
    }

    /** Whether the statements of an operation wait for its success, since the object is not there or not changed without. */
    static boolean waitsForSuccess(Attachment attach, Operation operation) {
        return attach.ofFile() && operation.takesEffectOnSuccess()
                || attach == Attachment.TRANSACTION && operation.opens();
    }

    /** Operations that come with a step for another: a new name's folder is opened, and a descriptor is asked for. */
    private static Stream<Operation> bringsAlong(Attachment attach, Operation operation) {
        return switch (operation) {
            case SET_SECURITY -> Stream.of(Operation.QUERY_SECURITY);
            case RENAME, HARD_LINK ->
                attach.ofFile() ? Stream.of() : Stream.of(Operation.CREATE, Operation.CLEANUP, Operation.CLOSE);
            default -> Stream.of();
        };
    }

    /** Whether another operation may change what this one does, or end the context. */
    private static boolean meets(Context context, Operation operation, Operation other) {
        var sequence = TrackSlice.sequence(context, operation);
        var slice = TrackSlice.of(sequence, TrackSlice.targets(sequence));
        var others = TrackSlice.sequence(context, other);
        return TrackSlice.discards(others)
                || !Collections.disjoint(TrackSlice.targets(others), TrackSlice.targets(slice));
    }
}
