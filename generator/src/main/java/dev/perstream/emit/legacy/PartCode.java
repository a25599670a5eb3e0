package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.legacy.PhaseCode.Surroundings;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.model.Unavailable;
import dev.perstream.plan.Acquisition;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import dev.perstream.plan.Part;
import java.util.ArrayList;
import java.util.List;

/** Writes the routines for the two phases of a request's part. */
final class PartCode {

    private static final String STACK = "PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);";
    private static final String OPENED = "Opened";

    private final Facts facts;
    private final CNames names;
    private final Callback callback;
    private final Part part;
    private final Operation operation;

    PartCode(Facts facts, Callback callback, Part part) {
        this.facts = facts;
        this.names = facts.names();
        this.callback = callback;
        this.part = part;
        this.operation = part.operation();
    }

    /** The name of the routine of a phase. */
    String name(Phase phase) {
        return names.routine((phase == Phase.BEFORE ? "Before" : "After") + CNames.pascal(operation));
    }

    /** Whether the routine before the operation decides whether it is passed down. */
    boolean decides() {
        return part.hook(Phase.BEFORE).filter(HookCode::decides).isPresent() && !HookCode.cannotFail(operation);
    }

    /** Whether there is a routine before the operation. */
    boolean runsBefore() {
        return part.runsIn(Phase.BEFORE) || closes();
    }

    /** The routine before the operation. */
    RoutineView before() {
        var carried = Facts.carried(callback);
        var phase = phase(Phase.BEFORE, before(uses(Phase.BEFORE)), "", "");
        var releases = phase.releases();
        var returnsHook = decides() && releases.isEmpty();
        var groups = new ArrayList<List<String>>();
        Lines.add(groups, locals(phase, decides() && !returnsHook ? names.constant("HookAction") + " Action;" : ""));
        Lines.add(groups, pageable() ? List.of("PAGED_CODE();") : List.of());
        phase.groups(returnsHook ? "return " : "Action = ").forEach(group -> Lines.add(groups, group));
        if (closes()) {
            var handle = facts.handleContext().orElseThrow();
            groups.add(Lines.when(
                    handle.name() + " != NULL", List.of(names.routine("Remove", handle) + "(" + handle.name() + ");")));
        }
        groups.addAll(releases);
        Lines.add(groups, decides() && !returnsHook ? List.of("return Action;") : List.of());
        return RoutineView.internal(
                closes() ? List.of("Nobody but the filter takes a context off a file object (G16).") : List.of(),
                "_IRQL_requires_max_(APC_LEVEL)",
                decides() ? names.constant("HookAction") : "VOID",
                name(Phase.BEFORE),
                parameters(carried),
                unreferenced(Lines.merged(groups), carried),
                pageable());
    }

    /** The routine after an operation that was waited for. */
    RoutineView afterWaiting() {
        var uses = uses(Phase.AFTER);
        var opens = operation.opens();
        var cancels = opens && uses.stream().anyMatch(PartCode::cancels);
        var success = opens ? "" : "NT_SUCCESS(Irp->IoStatus.Status)";
        var phase = phase(Phase.AFTER, uses, success, opens ? OPENED : "");
        var groups = new ArrayList<List<String>>();
        var locals = new ArrayList<>(locals(phase, ""));
        var needsOpened = opens && (phase.needsName() || uses.stream().anyMatch(PartCode::creates));
        if (needsOpened) {
            locals.add("BOOLEAN Opened = " + names.routine("HasOpened") + "(Irp);");
        }
        if (cancels && !phase.values().contains(OperationValue.STATUS)) {
            locals.add("NTSTATUS Status;");
        }
        Lines.add(groups, locals);
        Lines.add(groups, pageable() ? List.of("PAGED_CODE();") : List.of());
        phase.groups("").forEach(group -> Lines.add(groups, group));
        phase.releases().forEach(groups::add);
        return RoutineView.internal(
                List.of(),
                opens ? "_IRQL_requires_(PASSIVE_LEVEL)" : "_IRQL_requires_max_(APC_LEVEL)",
                "VOID",
                name(Phase.AFTER),
                parameters(List.of()),
                unreferenced(Lines.merged(groups), List.of()),
                pageable());
    }

    /** The completion routine of an operation that is not waited for. */
    RoutineView completion() {
        var carried = callback.carried();
        var phase = phase(Phase.AFTER, List.of(), "", "");
        var groups = new ArrayList<List<String>>();
        var locals = new ArrayList<>(CarrierCode.unpack(facts, carried));
        locals.addAll(locals(phase, ""));
        Lines.add(groups, locals);
        if (carried.isEmpty()) {
            groups.add(List.of("UNREFERENCED_PARAMETER(Context);"));
        }
        if (!mentions(phase.groups(""), locals, "DeviceObject")) {
            groups.add(List.of("UNREFERENCED_PARAMETER(DeviceObject);"));
        }
        Lines.add(groups, CarrierCode.free(facts, carried));
        groups.add(Lines.when("Irp->PendingReturned", List.of("IoMarkIrpPending(Irp);")));
        phase.groups("").forEach(group -> Lines.add(groups, group));
        for (var i = carried.size() - 1; i >= 0; i--) {
            groups.add(PhaseCode.release(facts, carried.get(i)));
        }
        groups.add(List.of("return STATUS_CONTINUE_COMPLETION;"));
        return RoutineView.completion(names.routine(CNames.pascal(operation)) + "Completion", Lines.merged(groups));
    }

    private PhaseCode phase(Phase phase, List<ContextUse> uses, String success, String open) {
        var values = new RequestValues(operation, names);
        return new PhaseCode(
                facts,
                operation,
                part.tracks(phase),
                part.hook(phase),
                uses,
                new Surroundings(
                        values::expression,
                        Facts.fileObject(operation),
                        List.of(),
                        success,
                        open,
                        phase == Phase.AFTER && part.countsRename()));
    }

    private List<String> locals(PhaseCode phase, String last) {
        var locals = new ArrayList<String>();
        if (phase.needsStack()) {
            locals.add(STACK);
        }
        if (Facts.endsFileObject(operation) && phase.needsFileObject()) {
            locals.add(facts.endingFileObject());
        }
        locals.addAll(phase.locals());
        if (!last.isEmpty()) {
            locals.add(last);
        }
        return locals;
    }

    /** The uses of a phase that this part has. */
    private List<ContextUse> uses(Phase phase) {
        return Facts.local(callback, phase).stream()
                .filter(use -> callback.parts().size() <= 1 || isUsed(use.context(), phase))
                .toList();
    }

    private boolean isUsed(Context context, Phase phase) {
        return part.tracks(phase).stream()
                        .anyMatch(step -> step.context().equals(context)
                                || step.references().contains(context.name()))
                || part.hook(phase).filter(h -> h.contexts().contains(context)).isPresent();
    }

    /** For a close, the context of the file object is there to be taken off. */
    private List<ContextUse> before(List<ContextUse> uses) {
        if (!closes() || uses.stream().anyMatch(use -> use.context().attach() == Attachment.STREAM_HANDLE)) {
            return uses;
        }
        var all = new ArrayList<>(uses);
        all.add(new ContextUse(facts.handleContext().orElseThrow(), Phase.BEFORE, Acquisition.GET, false, false));
        return all;
    }

    private boolean closes() {
        return operation == Operation.CLOSE && facts.handleContext().isPresent();
    }

    private boolean pageable() {
        return operation.allowsPageableCode() && operation.completion() != Operation.Completion.NONE;
    }

    private static boolean creates(ContextUse use) {
        return use.acquisition() == Acquisition.FIND_OR_CREATE
                && use.context().attach().ofFile();
    }

    private static boolean cancels(ContextUse use) {
        return creates(use) && use.context().unavailable() == Unavailable.FAIL;
    }

    private List<String> parameters(List<Context> carried) {
        var parameters = new ArrayList<>(List.of("_In_ PDEVICE_OBJECT DeviceObject", "_Inout_ PIRP Irp"));
        carried.forEach(context -> parameters.add("_In_opt_ " + names.pointer(context) + " " + context.name()));
        return parameters;
    }

    private static List<List<String>> unreferenced(List<List<String>> groups, List<Context> carried) {
        var parameters = new ArrayList<>(List.of("DeviceObject", "Irp"));
        carried.forEach(context -> parameters.add(context.name()));
        var unused = parameters.stream()
                .filter(parameter -> !mentions(groups, List.of(), parameter))
                .map(parameter -> "UNREFERENCED_PARAMETER(" + parameter + ");")
                .toList();
        if (unused.isEmpty()) {
            return groups;
        }
        var all = new ArrayList<>(groups);
        var declarations = !groups.isEmpty() && declares(groups.get(0)) ? 1 : 0;
        all.add(declarations, unused);
        return all;
    }

    private static boolean declares(List<String> group) {
        return group.get(0).matches("(P?[A-Z][A-Z0-9_]+|NTSTATUS) .*;");
    }

    private static boolean mentions(List<List<String>> groups, List<String> more, String name) {
        var word = ".*\\b" + name + "\\b.*";
        return groups.stream().flatMap(List::stream).anyMatch(line -> line.matches(word))
                || more.stream().anyMatch(line -> line.matches(word));
    }
}
