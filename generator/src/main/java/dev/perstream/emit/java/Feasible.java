package dev.perstream.emit.java;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Statement;
import java.util.EnumSet;
import java.util.Set;

/** What a test on the simulated machine can bring about and look at. */
final class Feasible {

    private static final Set<Operation> WITHOUT_A_STEP = EnumSet.of(
            Operation.CREATE_NAMED_PIPE,
            Operation.CREATE_MAILSLOT,
            Operation.QUERY_EA,
            Operation.SET_EA,
            Operation.SET_VOLUME_INFORMATION,
            Operation.DEVICE_CONTROL,
            Operation.INTERNAL_DEVICE_CONTROL,
            Operation.POWER,
            Operation.SYSTEM_CONTROL,
            Operation.QUERY_QUOTA,
            Operation.SET_QUOTA,
            Operation.PNP,
            Operation.SHUTDOWN);

    private Feasible() {}

    /** Whether a test can bring an operation about. */
    static boolean isStep(Operation operation) {
        return !WITHOUT_A_STEP.contains(operation);
    }

    /** Why a statement has no test; empty if it has one. */
    static String whyNot(Context context, Operation operation, Statement statement) {
        if (!isStep(operation)) {
            return "a test has no step for the operation";
        } else if (endsTheContext(context.attach(), operation)) {
            return "the context is gone when the operation has ended";
        } else if (statement instanceof Statement.Assignment && isAlwaysDiscarded(context, operation)) {
            return "the context is discarded with the same operation";
        }
        return "";
    }

    private static boolean endsTheContext(Attachment attach, Operation operation) {
        return switch (operation) {
            case CLOSE -> attach == Attachment.STREAM_HANDLE;
            case TEARDOWN -> attach == Attachment.INSTANCE;
            case COMMIT, ROLLBACK -> attach == Attachment.TRANSACTION;
            default -> false;
        };
    }

    private static boolean isAlwaysDiscarded(Context context, Operation operation) {
        return TrackSlice.sequence(context, operation).stream()
                .anyMatch(statement -> statement instanceof Statement.Discard
                        && statement.when().isEmpty());
    }
}
