package dev.perstream.emit.java;

import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FilterModel;
import dev.perstream.model.Mangling;
import dev.perstream.model.Operand;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The routines that a filter's drivers call for its contexts, with the failures that a driver has to bear. */
final class FailingRoutines {

    private FailingRoutines() {}

    /**
     * A failure.
     *
     * @param rule the rule that it is about
     * @param model the driver that calls the routine
     * @param routine its name
     * @param status the constant of the status that it returns
     */
    record Failure(String rule, DriverModel model, String routine, String status) {

        /** The status in words: {@code FltDeletingObject}. */
        String spoken() {
            return Mangling.pascal(status.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    /** All failures for a filter, in a fixed order. */
    static List<Failure> of(FilterModel filter) {
        var failures = new ArrayList<Failure>();
        var models = filter.identity().models();
        if (models.contains(DriverModel.MINIFILTER)) {
            if (filter.contexts().stream().anyMatch(context -> context.attach() != Attachment.SECTION)) {
                failures.add(new Failure("A6", DriverModel.MINIFILTER, "FltAllocateContext", "FLT_DELETING_OBJECT"));
            }
            filter.contexts().forEach(context -> minifilter(context, failures));
            if (usesNames(filter)) {
                failures.add(new Failure(
                        "N1", DriverModel.MINIFILTER, "FltGetFileNameInformation", "INSUFFICIENT_RESOURCES"));
            }
        }
        if (models.contains(DriverModel.LEGACY)) {
            filter.contexts().forEach(context -> legacy(context, failures));
        }
        return failures;
    }

    private static void minifilter(Context context, List<Failure> failures) {
        if (context.attach() == Attachment.SECTION) {
            return;
        }
        var set = "FltSet" + kind(context.attach()) + "Context";
        failures.add(new Failure("S8", DriverModel.MINIFILTER, set, "FLT_DELETING_OBJECT"));
        if (context.attach().ofFile()) {
            failures.add(new Failure("S7", DriverModel.MINIFILTER, set, "NOT_SUPPORTED"));
        } else if (context.attach() == Attachment.TRANSACTION) {
            failures.add(new Failure("T4", DriverModel.MINIFILTER, "FltEnlistInTransaction", "INSUFFICIENT_RESOURCES"));
        }
    }

    private static String kind(Attachment attachment) {
        return switch (attachment) {
            case STREAM_HANDLE -> "StreamHandle";
            default -> Mangling.pascal(attachment.key());
        };
    }

    private static void legacy(Context context, List<Failure> failures) {
        switch (context.attach()) {
            case STREAM ->
                failures.add(
                        new Failure("G5", DriverModel.LEGACY, "FsRtlInsertPerStreamContext", "INVALID_DEVICE_REQUEST"));
            case FILE ->
                failures.add(
                        new Failure("G15", DriverModel.LEGACY, "FsRtlInsertPerFileContext", "INSUFFICIENT_RESOURCES"));
            case STREAM_HANDLE ->
                failures.add(new Failure(
                        "G16", DriverModel.LEGACY, "FsRtlInsertPerFileObjectContext", "INSUFFICIENT_RESOURCES"));
            default -> {}
        }
    }

    private static boolean usesNames(FilterModel filter) {
        return filter.contexts().stream()
                .flatMap(context -> context.tracks().stream())
                .flatMap(track -> track.statements().stream())
                .anyMatch(statement -> statement instanceof Statement.Assignment assignment
                        && assignment.value() instanceof Operand.Value value
                        && value.value() == OperationValue.NAME);
    }
}
