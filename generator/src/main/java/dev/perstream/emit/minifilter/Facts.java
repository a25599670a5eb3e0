package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.TrackRoutine;
import dev.perstream.emit.c.TrackRoutines;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.FieldType;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Pool;
import dev.perstream.model.WindowsVersion;
import dev.perstream.plan.Callback;
import dev.perstream.plan.DriverPlan;
import dev.perstream.plan.HookCall;
import dev.perstream.plan.TrackStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the files of one minifilter depend on.
 *
 * @param plan what the callbacks do
 * @param names the names in its C
 * @param routines the routines that run statements
 */
record Facts(DriverPlan plan, CNames names, TrackRoutines routines) {

    static Facts of(DriverPlan plan) {
        var names = new CNames(plan.filter());
        return new Facts(plan, names, new TrackRoutines(names, plan.model()));
    }

    List<Context> contexts() {
        return plan.filter().contexts();
    }

    Optional<Context> attachedTo(Attachment attachment) {
        return plan.filter().attachedTo(attachment);
    }

    WindowsVersion windows() {
        return plan.filter().identity().windows();
    }

    /** A name that only the generated plumbing uses: {@code AuditpGetContext}. */
    String inner(String pascal) {
        return names.prefix() + "p" + pascal;
    }

    String umbrella() {
        return names.prefix() + ".h";
    }

    /** Whether the file's name is asked for when the context is created. */
    static boolean takesData(Context context) {
        return initialText(context).filter(OperationValue.NAME::equals).isPresent();
    }

    /** The value that a text behind the context is given. */
    static Optional<OperationValue> initialText(Context context) {
        return context.trailingText()
                .map(field -> (FieldType.Text) field.type())
                .flatMap(text -> text.placement().initial());
    }

    boolean anyPaged() {
        return contexts().stream().anyMatch(context -> context.pool() == Pool.PAGED);
    }

    boolean anyOfFile() {
        return contexts().stream().anyMatch(context -> context.attach().ofFile());
    }

    /** Whether names are kept in the order in which they were asked for. */
    boolean ordersNames() {
        return contexts().stream().anyMatch(Context::ordersNames);
    }

    /** Whether contexts keep names that follow the renames of folders. */
    boolean keepsNamesLazily() {
        return contexts().stream().anyMatch(DriverPlan::keepsNameLazily);
    }

    /** Whether the name of a file is asked for anywhere. */
    boolean asksForFileNames() {
        return keepsNamesLazily()
                || contexts().stream().anyMatch(Facts::takesData)
                || steps().anyMatch(step -> step.values().contains(OperationValue.NAME));
    }

    /** Whether a rename stores the name that it gives. */
    boolean asksForRenamedNames() {
        return steps().anyMatch(step ->
                step.operation() == Operation.RENAME && step.values().contains(OperationValue.NAME));
    }

    /** Whether contexts are created where the pager comes along. */
    boolean createsInPagingPath() {
        return contexts().stream().anyMatch(plan::createsInPagingPath);
    }

    /** Whether the routines for the names of files are called where the pager comes along, if only to be refused. */
    boolean asksForFileNamesInPagingPath() {
        return contexts().stream().anyMatch(context -> takesData(context) && plan.createsInPagingPath(context))
                || contexts().stream().anyMatch(this::renewsInPagingPath)
                || usesInPagingPath(OperationValue.NAME);
    }

    /** Whether a lazily kept name is looked after where the pager comes along. */
    boolean renewsInPagingPath(Context context) {
        return plan.pagingCallbacks().stream()
                .flatMap(callback -> callback.contexts().stream())
                .anyMatch(use -> use.context().equals(context) && use.refreshName());
    }

    /** Whether statements use a value where the pager comes along. */
    boolean usesInPagingPath(OperationValue value) {
        return steps().anyMatch(
                        step -> step.operation().inPagingPath() && step.values().contains(value));
    }

    boolean asksForVolumeNames() {
        return contexts().stream()
                        .anyMatch(context -> initialText(context)
                                .filter(OperationValue.VOLUME_NAME::equals)
                                .isPresent())
                || steps().anyMatch(step -> step.values().contains(OperationValue.VOLUME_NAME));
    }

    /** The tag of what a rename takes along: that of the first context that follows it. */
    String destinationTag() {
        return contexts().stream()
                .filter(Context::ordersNames)
                .findFirst()
                .map(names::tag)
                .orElseThrow();
    }

    /** The tag of the buffer in which the name of a volume is fetched: that of the first context that wants one. */
    String volumeNameTag() {
        return contexts().stream()
                .filter(context -> context.attach() == Attachment.VOLUME || context.attach() == Attachment.INSTANCE)
                .findFirst()
                .map(names::tag)
                .orElseThrow();
    }

    boolean opensFiles() {
        return plan.callbacks().stream()
                        .filter(callback -> callback.operation().opens())
                        .flatMap(callback -> callback.acquiredIn(Phase.AFTER).stream())
                        .anyMatch(use -> needsOpenFile(use.context()))
                || steps().anyMatch(step ->
                        step.operation().opens() && step.values().contains(OperationValue.NAME));
    }

    /** Whether a create must have succeeded for the context to be had. */
    static boolean needsOpenFile(Context context) {
        return context.attach().ofFile()
                || context.attach() == Attachment.TRANSACTION
                || context.attach() == Attachment.SECTION;
    }

    /** The contexts that travel in a record, because an operation takes along several. */
    List<Context> carriedInRecords() {
        var carried = plan.callbacks().stream()
                .map(Callback::carried)
                .filter(list -> list.size() > 1)
                .flatMap(List::stream)
                .distinct()
                .toList();
        return contexts().stream().filter(carried::contains).toList();
    }

    List<HookCall> hooks() {
        return plan.callbacks().stream()
                .flatMap(callback -> callback.parts().stream())
                .flatMap(part -> part.hooks().stream())
                .toList();
    }

    TrackRoutine routine(TrackStep step) {
        return routines.of(step);
    }

    private Stream<TrackStep> steps() {
        return plan.callbacks().stream()
                .flatMap(callback -> callback.parts().stream())
                .flatMap(part -> part.tracks().stream());
    }
}
