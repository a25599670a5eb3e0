package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.TrackRoutines;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.DriverModel;
import dev.perstream.model.FieldType;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import dev.perstream.plan.DriverPlan;
import dev.perstream.plan.HookCall;
import dev.perstream.plan.TrackStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows from a plan for the legacy filter as a whole.
 *
 * @param plan the plan
 * @param names the names
 * @param routines the routines that run statements
 */
record Facts(DriverPlan plan, CNames names, TrackRoutines routines) {

    static Facts of(DriverPlan plan) {
        var names = new CNames(plan.filter());
        return new Facts(plan, names, new TrackRoutines(names, DriverModel.LEGACY));
    }

    /** The contexts that FsRtl links to their objects. */
    List<Context> fileContexts() {
        return plan.filter().contexts().stream()
                .filter(c -> c.attach().ofFile())
                .toList();
    }

    /** The context that is part of a volume's device extension. */
    Optional<Context> instance() {
        return plan.filter().attachedTo(Attachment.INSTANCE);
    }

    /** The context on a file object, which only IRP_MJ_CLOSE can take off (rule G16). */
    Optional<Context> handleContext() {
        return plan.filter().attachedTo(Attachment.STREAM_HANDLE);
    }

    /** What is done for requests; for a close even if the schema does not speak of it (rule G16). */
    List<Callback> requests() {
        var callbacks = new ArrayList<>(plan.irpCallbacks());
        if (handleContext().isPresent() && plan.callback(Operation.CLOSE).isEmpty()) {
            callbacks.add(new Callback(Operation.CLOSE, List.of(), List.of()));
        }
        return callbacks;
    }

    List<HookCall> hooks() {
        return plan.callbacks().stream()
                .flatMap(callback -> callback.parts().stream())
                .flatMap(part -> part.hooks().stream())
                .toList();
    }

    /** Whether names are kept in the order in which they were asked for. */
    boolean ordersNames() {
        return plan.filter().contexts().stream().anyMatch(Context::ordersNames);
    }

    boolean keepsNamesLazily() {
        return plan.filter().contexts().stream().anyMatch(DriverPlan::keepsNameLazily);
    }

    /** Whether the names of files are asked for. */
    boolean asksForNames() {
        return keepsNamesLazily()
                || steps().anyMatch(step -> routines.of(step).needsName())
                || fileContexts().stream().anyMatch(Facts::beginsWithName);
    }

    /** Whether a context is given the name of its file when it is created. */
    static boolean beginsWithName(Context context) {
        return context.attach().ofFile()
                && context.trailingText()
                        .map(field ->
                                ((FieldType.Text) field.type()).placement().initial())
                        .flatMap(initial -> initial)
                        .filter(OperationValue.NAME::equals)
                        .isPresent();
    }

    /** Whether a request is waited for, since something is done after it that a completion routine may not do. */
    static boolean waits(Callback callback) {
        return callback.operation().completion() != Operation.Completion.DISPATCH
                && callback.runsIn(Phase.AFTER)
                && callback.operation().completion() != Operation.Completion.NONE;
    }

    /** Whether a request has a completion routine that does something. */
    static boolean completes(Callback callback) {
        return callback.operation().completion() == Operation.Completion.DISPATCH
                && callback.parts().stream().anyMatch(part -> part.runsIn(Phase.AFTER));
    }

    /** The contexts that some completion routine is given along with others, and so in a record. */
    List<Context> carriedTogether() {
        return plan.callbacks().stream()
                .filter(Facts::completes)
                .map(Callback::carried)
                .filter(carried -> carried.size() > 1)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The declaration of the local variable for a file object that ends. */
    String endingFileObject() {
        return "PFILE_OBJECT FileObject = " + names.routine("OpenedFileObject") + "(Irp);";
    }

    /** The expression of the file object of a request; for those that end it, a local variable. */
    static String fileObject(Operation operation) {
        return endsFileObject(operation) ? "FileObject" : "Stack->FileObject";
    }

    /** Whether it comes for each file object, those included that no create has shown (rule F9). */
    static boolean endsFileObject(Operation operation) {
        return operation == Operation.CLEANUP || operation == Operation.CLOSE;
    }

    /** Whether the author decides about an operation, so that it must come as a request. */
    static boolean hooked(Callback callback) {
        return callback.parts().stream().anyMatch(part -> !part.hooks().isEmpty());
    }

    /** The use of a context that was acquired before an operation, for after it. */
    static List<Context> carried(Callback callback) {
        return completes(callback) ? callback.carried() : List.of();
    }

    /** The uses that end in the phase in which they begin. */
    static List<ContextUse> local(Callback callback, Phase phase) {
        var carried = carried(callback);
        return callback.acquiredIn(phase).stream()
                .filter(use -> !carried.contains(use.context()))
                .toList();
    }

    private Stream<TrackStep> steps() {
        return plan.callbacks().stream()
                .flatMap(callback -> callback.parts().stream())
                .flatMap(part -> part.tracks().stream());
    }
}
