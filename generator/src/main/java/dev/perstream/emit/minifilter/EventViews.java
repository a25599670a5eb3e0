package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import dev.perstream.plan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routines for what happens to the filter itself: setup and teardown of an instance, the end of a transaction. */
final class EventViews {

    private final Facts facts;

    EventViews(Facts facts) {
        this.facts = facts;
    }

    /** The inside of the routine that attaches to a volume. */
    List<List<String>> setup() {
        var callback = facts.plan().callback(Operation.SETUP);
        var references = new References(
                facts,
                Operation.SETUP,
                callback.map(c -> c.acquiredIn(Phase.AFTER)).orElse(List.of()));
        var code = new PhaseCode(facts, part(callback, Operation.SETUP), Phase.AFTER, true, false);
        var required = references.anyRequired();
        var locals = new ArrayList<>(references.locals());
        locals.addAll(code.locals());
        if (required) {
            locals.add("NTSTATUS Required;");
        }
        var body = new Groups()
                .addAll(refuseRaw())
                .add(references.acquire())
                .addAll(scan())
                .addAll(required ? onlyWhereRequired(code) : work(code));
        var exit = new ArrayList<>(code.dispose());
        exit.addAll(references.release());
        exit.add(
                required
                        ? "return NT_SUCCESS(Required) ? STATUS_SUCCESS : STATUS_FLT_DO_NOT_ATTACH;"
                        : "return STATUS_SUCCESS;");
        return new Groups()
                .add(locals)
                .add("PAGED_CODE();")
                .add(CallbackHeads.unreferenced(
                        body.list(), "FltObjects", "Flags", "VolumeDeviceType", "VolumeFilesystemType"))
                .addAll(body.list())
                .add(exit)
                .list();
    }

    private static List<List<String>> work(PhaseCode code) {
        return new Groups()
                .addAll(code.work())
                .add(code.hook().map(hook -> List.of(hook + ";")).orElse(List.of()))
                .list();
    }

    private static List<List<String>> onlyWhereRequired(PhaseCode code) {
        var lines = new ArrayList<String>();
        for (var group : work(code)) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(group);
        }
        return lines.isEmpty() ? List.of() : List.of(Groups.guarded("NT_SUCCESS(Required)", lines));
    }

    private List<List<String>> refuseRaw() {
        return facts.anyOfFile()
                ? List.of(List.of(
                        "// A raw volume has no files to keep contexts for (L16).",
                        "if (VolumeFilesystemType == FLT_FSTYPE_RAW) {",
                        "    return STATUS_FLT_DO_NOT_ATTACH;",
                        "}"))
                : List.of();
    }

    private List<List<String>> scan() {
        return facts.attachedTo(Attachment.SECTION).isPresent()
                ? List.of(List.of(
                        "// Sections can be opened on this volume from here on (X1). Where they are not supported,",
                        "// opening one says so.",
                        "(VOID)FltRegisterForDataScan(FltObjects->Instance);"))
                : List.of();
    }

    /** The inside of the routine that a detachment starts with, if the filter does anything there. */
    Optional<List<List<String>>> teardown() {
        return facts.plan()
                .callback(Operation.TEARDOWN)
                .filter(callback -> callback.runsIn(Phase.BEFORE))
                .map(callback -> {
                    var groups = before(callback, Operation.TEARDOWN, callback.acquiredIn(Phase.BEFORE), "");
                    var result = new ArrayList<List<String>>();
                    var unused = CallbackHeads.unreferenced(groups, "FltObjects", "Reason");
                    var at = groups.indexOf(List.of("PAGED_CODE();")) + 1;
                    result.addAll(groups.subList(0, at));
                    result.add(unused);
                    result.addAll(groups.subList(at, groups.size()));
                    return result;
                });
    }

    /** The routine for one end of a transaction, if the filter does anything there. */
    Optional<RoutineView> end(Operation operation) {
        var transaction = facts.attachedTo(Attachment.TRANSACTION);
        return facts.plan()
                .callback(operation)
                .filter(callback -> callback.runsIn(Phase.BEFORE) && transaction.isPresent())
                .map(callback -> end(callback, operation, transaction.orElseThrow()));
    }

    private RoutineView end(Callback callback, Operation operation, Context transaction) {
        var own = callback.acquiredIn(Phase.BEFORE).stream()
                .filter(use -> !use.context().equals(transaction))
                .toList();
        var groups = before(callback, operation, own, transaction.name());
        var handed = Groups.mention(groups, transaction.name())
                ? List.of("_In_ " + facts.names().pointer(transaction) + " " + transaction.name())
                : List.<String>of();
        return RoutineView.helper(
                operation == Operation.COMMIT
                        ? "The transaction has been committed."
                        : "The transaction has been rolled back.",
                "VOID",
                facts.inner("On" + CNames.pascal(operation)),
                CallbackHeads.helper(groups, handed),
                groups,
                true);
    }

    private List<List<String>> before(Callback callback, Operation operation, List<ContextUse> uses, String present) {
        var references = new References(facts, operation, uses);
        var code = new PhaseCode(facts, part(Optional.of(callback), operation), Phase.BEFORE, true, false, present);
        var locals = new ArrayList<>(references.locals());
        locals.addAll(code.locals());
        return new Groups()
                .add(locals)
                .add("PAGED_CODE();")
                .add(references.acquire())
                .addAll(work(code))
                .add(references.release())
                .list();
    }

    private static Part part(Optional<Callback> callback, Operation operation) {
        return callback.flatMap(c -> c.parts().stream().findFirst()).orElseGet(() -> Part.empty(operation));
    }
}
