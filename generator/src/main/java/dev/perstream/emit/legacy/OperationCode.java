package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.plan.Acquisition;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import dev.perstream.plan.Part;
import java.util.ArrayList;
import java.util.List;

/** Writes the source of one kind of request. */
final class OperationCode {

    private static final String PASS = "(DeviceObject, Irp);";

    private final Facts facts;
    private final CNames names;
    private final Callback callback;
    private final Operation operation;
    private final String routine;

    OperationCode(Facts facts, Callback callback) {
        this.facts = facts;
        this.names = facts.names();
        this.callback = callback;
        this.operation = callback.operation();
        this.routine = names.routine(CNames.pascal(operation));
    }

    /** The routines, the dispatch routine first. */
    List<RoutineView> routines() {
        if (operation == Operation.SET_INFORMATION) {
            return new SetInformationCode(facts, callback).routines();
        }
        var part = new PartCode(facts, callback, part());
        var routines = new ArrayList<RoutineView>();
        if (Facts.waits(callback)) {
            routines.add(waiting(part));
        } else if (Facts.completes(callback)) {
            routines.add(completing(part));
        } else {
            routines.add(passing(part));
        }
        if (part.runsBefore()) {
            routines.add(part.before());
        }
        if (Facts.waits(callback)) {
            routines.add(part.afterWaiting());
        } else if (Facts.completes(callback)) {
            routines.add(part.completion());
        }
        FastTrackCode.of(facts, callback).ifPresent(fast -> routines.add(fast.routine()));
        return routines;
    }

    /** The operation's one part; there may be none, where contexts are created or removed without any statement. */
    private Part part() {
        return callback.parts().isEmpty()
                ? Part.empty(operation)
                : callback.parts().get(0);
    }

    /** Nothing is done after the request. */
    private RoutineView passing(PartCode part) {
        var groups = new ArrayList<List<String>>();
        Lines.add(groups, pageable() ? List.of("PAGED_CODE();") : List.of());
        groups.add(guard());
        Lines.add(groups, before(part, List.of(), List.of()));
        groups.add(List.of("return " + names.routine("PassThrough") + PASS));
        return RoutineView.dispatch(routine, groups, pageable());
    }

    /** The request is waited for, so that what comes after it runs in this thread. */
    private RoutineView waiting(PartCode part) {
        var groups = new ArrayList<List<String>>();
        Lines.add(groups, pageable() ? List.of("PAGED_CODE();") : List.of());
        groups.add(guard());
        Lines.add(groups, before(part, List.of(), List.of()));
        if (operation == Operation.CREATE) {
            groups.add(Lines.when(
                    names.routine("OpensPagingFile") + "(Irp)",
                    List.of("return " + names.routine("PassThrough") + PASS)));
        }
        groups.add(List.of(
                "(VOID)" + names.routine("ForwardAndWait") + "(" + names.routine("LowerDevice")
                        + "(DeviceObject), Irp);",
                part.name(Phase.AFTER) + "(DeviceObject, Irp);"));
        groups.add(List.of("return " + names.routine("Complete") + "(Irp);"));
        return RoutineView.dispatch(routine, groups, pageable());
    }

    /** What comes after the request is done in a completion routine, with the contexts that it is given (rule L1). */
    private RoutineView completing(PartCode part) {
        var carried = callback.carried();
        var releases = releases(carried);
        var pass = "return " + names.routine("PassThrough") + PASS;
        var groups = new ArrayList<List<String>>();
        Lines.add(groups, locals(carried));
        Lines.add(groups, pageable() ? List.of("PAGED_CODE();") : List.of());
        groups.add(guard());
        Lines.add(groups, acquire(carried));
        Lines.add(groups, before(part, carried, releases));
        if (part().hook(Phase.AFTER).isEmpty() && !carried.isEmpty()) {
            var condition = carried.stream().map(c -> c.name() + " == NULL").toList();
            groups.add(Lines.when(String.join(" && ", condition), List.of(pass)));
        }
        var giveUp = new ArrayList<>(releases);
        giveUp.add(pass);
        groups.addAll(CarrierCode.pack(facts, carried, giveUp));
        var send = new ArrayList<>(List.of("IoCopyCurrentIrpStackLocationToNext(Irp);"));
        send.addAll(Lines.call(
                "IoSetCompletionRoutine",
                List.of("Irp", routine + "Completion", CarrierCode.argument(carried), "TRUE", "TRUE", "TRUE"),
                ";",
                0));
        groups.add(send);
        groups.add(List.of("return IoCallDriver(" + names.routine("LowerDevice") + "(DeviceObject), Irp);"));
        return RoutineView.dispatch(routine, groups, pageable());
    }

    private List<String> locals(List<Context> carried) {
        var lines = new ArrayList<String>();
        if (looksAtFileObject(carried)) {
            lines.add(
                    Facts.endsFileObject(operation)
                            ? facts.endingFileObject()
                            : "PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);");
        }
        carried.forEach(context -> lines.add(names.pointer(context) + " " + context.name() + ";"));
        if (carried.size() > 1) {
            lines.add("P" + names.constant("Carrier") + " Carrier;");
        }
        return lines;
    }

    private String fileObject() {
        return Facts.fileObject(operation);
    }

    private static boolean looksAtFileObject(List<Context> carried) {
        return carried.stream().anyMatch(context -> context.attach().ofFile());
    }

    private List<String> acquire(List<Context> carried) {
        var lines = new ArrayList<String>();
        for (var context : carried) {
            var use = callback.contexts().stream()
                    .filter(u -> u.carried() && u.context().equals(context))
                    .findFirst()
                    .orElseThrow();
            if (!lines.isEmpty() && lines.get(lines.size() - 1).equals("}")) {
                lines.add("");
            }
            lines.addAll(acquire(use));
        }
        return lines;
    }

    private List<String> acquire(ContextUse use) {
        var context = use.context();
        var lines = new ArrayList<String>();
        if (context.attach() == Attachment.INSTANCE) {
            lines.add(context.name() + " = " + names.routine("Get", context) + "(DeviceObject);");
        } else if (use.acquisition() == Acquisition.FIND_OR_CREATE) {
            lines.addAll(findOrCreate(context));
        } else {
            lines.add(context.name() + " = " + names.routine("Get", context) + "(DeviceObject, " + fileObject() + ");");
        }
        if (use.refreshName()) {
            lines.add("");
            lines.addAll(Lines.when(
                    context.name() + " != NULL" + andNotPaging(),
                    Lines.call(
                            names.routine("RefreshRenamed", context),
                            List.of("DeviceObject", fileObject(), context.name()),
                            ";",
                            1)));
        }
        return lines;
    }

    private List<String> findOrCreate(Context context) {
        var arguments = List.of("DeviceObject", fileObject(), "&" + context.name());
        if (!Facts.beginsWithName(context)) {
            return Lines.call("(VOID)" + names.routine("FindOrCreate", context), arguments, ";", 0);
        }
        var lines = new ArrayList<String>();
        lines.add(context.name() + " = " + names.routine("Get", context) + "(DeviceObject, " + fileObject() + ");");
        lines.add("");
        lines.addAll(Lines.when(
                context.name() + " == NULL" + andNotPaging(),
                Lines.call("(VOID)" + names.routine("FindOrCreateNamed", context), arguments, ";", 1)));
        return lines;
    }

    /** A pager must not be kept waiting for a name (rule N3). */
    private String andNotPaging() {
        return operation.inPagingPath() ? " && !FlagOn(Irp->Flags, IRP_PAGING_IO)" : "";
    }

    private List<String> releases(List<Context> carried) {
        var lines = new ArrayList<String>();
        for (var i = carried.size() - 1; i >= 0; i--) {
            lines.addAll(PhaseCode.release(facts, carried.get(i)));
            lines.add("");
        }
        return lines;
    }

    /** The call of what runs before; if the author has completed the request, the references go and it goes no further. */
    private List<String> before(PartCode part, List<Context> carried, List<String> releases) {
        if (!part.runsBefore()) {
            return List.of();
        }
        var arguments = new ArrayList<>(List.of("DeviceObject", "Irp"));
        carried.forEach(context -> arguments.add(context.name()));
        if (operation == Operation.SHUTDOWN) {
            // It comes to the control device of a file system, once for all volumes.
            return List.of(names.routine("ForEachVolume") + "(DeviceObject, Irp, " + part.name(Phase.BEFORE) + ");");
        }
        var call = part.name(Phase.BEFORE) + "(" + String.join(", ", arguments) + ")";
        if (!part.decides()) {
            return List.of(call + ";");
        }
        var lines = new ArrayList<>(releases);
        lines.add("return " + names.routine("Complete") + "(Irp);");
        return Lines.when(call + " == " + names.routine("HookComplete"), lines);
    }

    /** What passes untouched. */
    private List<String> guard() {
        var pass = List.of("return " + names.routine("PassThrough") + PASS);
        var role = names.routine("Role") + "(DeviceObject) != " + names.routine("VolumeDevice");
        return switch (operation) {
            case SHUTDOWN ->
                Lines.when(names.routine("Role") + "(DeviceObject) == " + names.routine("ControlDevice"), pass);
            case FILE_SYSTEM_CONTROL ->
                Lines.when(usesControlCode() ? role + " || !" + names.routine("HasControlCode") + "(Irp)" : role, pass);
            default -> Lines.when(role, pass);
        };
    }

    private boolean usesControlCode() {
        return callback.parts().stream()
                .flatMap(part -> part.tracks().stream())
                .anyMatch(step -> step.values().contains(OperationValue.CONTROL_CODE));
    }

    private boolean pageable() {
        return operation.allowsPageableCode() && operation.completion() != Operation.Completion.NONE;
    }
}
