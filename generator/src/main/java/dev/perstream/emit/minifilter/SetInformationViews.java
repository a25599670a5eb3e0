package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.InformationClasses;
import dev.perstream.emit.c.InformationClasses.ConstantView;
import dev.perstream.emit.c.InformationClasses.TestView;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import dev.perstream.plan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The callbacks of set-information, whose information classes are operations of their own. Each has its routine before
 * and after; the callbacks pick it by the class. What comes after waits in the requesting thread (FLT_PREOP_SYNCHRONIZE).
 */
final class SetInformationViews {

    private final Facts facts;
    private final Callback callback;
    private final InformationClasses classes;

    SetInformationViews(Facts facts, Callback callback) {
        this.facts = facts;
        this.callback = callback;
        this.classes =
                new InformationClasses(facts.names(), facts.inner("Is"), "Data->Iopb->Parameters.SetFileInformation");
    }

    OperationView view() {
        var before = parts(Phase.BEFORE).stream().map(this::before).toList();
        var after = parts(Phase.AFTER).stream().map(this::after).toList();
        var helpers = new ArrayList<>(before);
        if (facts.keepsNamesLazily()) {
            helpers.add(countRename());
        }
        helpers.addAll(after);
        return new OperationView(Optional.of(pre()), helpers, waits() ? Optional.of(post()) : Optional.empty(), false);
    }

    /** The operations that are told apart by information class. */
    private List<Operation> classified() {
        return List.of(Operation.values()).stream()
                .filter(operation -> operation.root() == Operation.SET_INFORMATION
                        && operation != Operation.SET_INFORMATION
                        && callback.parts().stream().anyMatch(part -> part.operation() == operation))
                .toList();
    }

    /** The constants of the information classes. */
    List<ConstantView> constants() {
        return classes.constants(classified());
    }

    /** The tests that tell the operations apart. */
    List<TestView> tests() {
        return classes.tests(classified());
    }

    boolean asksWhetherDeleting() {
        return callback.parts().stream()
                .flatMap(part -> part.tracks().stream())
                .anyMatch(step -> step.values().contains(OperationValue.DELETING));
    }

    private List<Part> parts(Phase phase) {
        return callback.parts().stream().filter(part -> part.runsIn(phase)).toList();
    }

    private boolean waits() {
        return !parts(Phase.AFTER).isEmpty();
    }

    private References references(Part part, Phase phase) {
        var uses = callback.acquiredIn(phase).stream()
                .filter(use -> isUsed(use, part, phase))
                .toList();
        return new References(facts, Operation.SET_INFORMATION, uses);
    }

    private static boolean isUsed(ContextUse use, Part part, Phase phase) {
        var name = use.context().name();
        return part.tracks(phase).stream()
                        .anyMatch(step -> step.context().name().equals(name)
                                || step.references().contains(name))
                || part.hook(phase)
                        .filter(hook -> hook.contexts().stream()
                                .anyMatch(context -> context.name().equals(name)))
                        .isPresent();
    }

    private RoutineView before(Part part) {
        var references = references(part, Phase.BEFORE);
        var code = new PhaseCode(facts, part, Phase.BEFORE, false, false);
        var action = facts.names().constant("HookAction");
        var locals = new ArrayList<>(references.locals());
        locals.addAll(code.locals());
        code.hook().ifPresent(hook -> locals.add(action + " Action;"));
        var exit = new ArrayList<>(references.release());
        code.hook().ifPresent(hook -> exit.add("return Action;"));
        var groups = new Groups()
                .add(locals)
                .add("PAGED_CODE();")
                .add(references.acquire())
                .addAll(references.renew())
                .addAll(code.work())
                .add(code.hook().map(hook -> List.of("Action = " + hook + ";")).orElse(List.of()))
                .add(exit)
                .list();
        return RoutineView.helper(
                "Runs before the operation " + part.operation().key() + ".",
                code.hook().isPresent() ? action : "VOID",
                facts.inner("Before" + CNames.pascal(part.operation())),
                CallbackHeads.helper(groups, List.of()),
                groups,
                true);
    }

    private RoutineView after(Part part) {
        var references = references(part, Phase.AFTER);
        var code = new PhaseCode(facts, part, Phase.AFTER, onlyOnSuccess(part), false);
        var locals = new ArrayList<>(references.locals());
        locals.addAll(code.locals());
        var exit = new ArrayList<>(code.dispose());
        exit.addAll(references.release());
        var groups = new Groups()
                .add(locals)
                .add("PAGED_CODE();")
                .add(references.acquire())
                .addAll(code.work())
                .add(code.hook().map(hook -> List.of(hook + ";")).orElse(List.of()))
                .add(exit)
                .list();
        var further = Groups.mention(groups, "Destination") ? List.of("_In_opt_ " + destination()) : List.<String>of();
        return RoutineView.helper(
                "Runs after the operation " + part.operation().key()
                        + (onlyOnSuccess(part) ? " has succeeded (N9)." : " has been completed."),
                "VOID",
                facts.inner("After" + CNames.pascal(part.operation())),
                CallbackHeads.helper(groups, further),
                groups,
                true);
    }

    /** Whether all that a part does afterwards waits for success. */
    private static boolean onlyOnSuccess(Part part) {
        return part.hook(Phase.AFTER).isEmpty()
                && part.tracks(Phase.AFTER).stream().allMatch(step -> step.onSuccess());
    }

    private String destination() {
        return "P" + facts.names().upperPrefix() + "_DESTINATION Destination";
    }

    private RoutineView countRename() {
        var groups = List.of(
                List.of(
                        "LONG64 Generation = InterlockedIncrement64(&"
                                + facts.names().routine("Renames") + ");",
                        "BOOLEAN IsDirectory = TRUE;",
                        "NTSTATUS Status;"),
                List.of("PAGED_CODE();"),
                List.of("Status = FltIsDirectory(FltObjects->FileObject, FltObjects->Instance, &IsDirectory);"),
                List.of(
                        "// In doubt it was one: a name is asked for once more than needed.",
                        "if (!NT_SUCCESS(Status) || IsDirectory) {",
                        "    " + facts.names().routine("AgeNames") + "(Generation);",
                        "}"),
                List.of("return Generation;"));
        return RoutineView.helper(
                "Counts a rename. If it is that of a folder, the names below it are stale (N5).",
                "LONG64",
                facts.inner("CountRename"),
                List.of(CallbackHeads.OBJECTS),
                groups,
                true);
    }

    private RoutineView pre() {
        var decides = parts(Phase.BEFORE).stream()
                .anyMatch(part -> part.hook(Phase.BEFORE).isPresent());
        var work = new Groups();
        parts(Phase.BEFORE).forEach(part -> work.add(callBefore(part)));
        if (decides) {
            work.add(
                    Groups.guarded("Action == " + facts.names().routine("HookComplete"), "return FLT_PREOP_COMPLETE;"));
        }
        work.addAll(synchronize());
        var locals = new ArrayList<String>();
        if (decides) {
            locals.add(facts.names().constant("HookAction") + " Action"
                    + (rootDecides() ? ";" : " = " + facts.names().routine("HookContinue") + ";"));
        }
        if (carriesName()) {
            locals.add(destination() + " = NULL;");
        }
        var waitsAlways = waitsAlways();
        if (waits() && !waitsAlways) {
            locals.add("FLT_PREOP_CALLBACK_STATUS CallbackStatus = FLT_PREOP_SUCCESS_NO_CALLBACK;");
        }
        var result =
                !waits() ? "FLT_PREOP_SUCCESS_NO_CALLBACK" : waitsAlways ? "FLT_PREOP_SYNCHRONIZE" : "CallbackStatus";
        var groups = new Groups()
                .add(locals)
                .add("PAGED_CODE();")
                .add(CallbackHeads.unreferenced(work.list(), "Data", "FltObjects"))
                .add("*CompletionContext = NULL;")
                .addAll(work.list())
                .add("return " + result + ";");
        return CallbackHeads.pre(facts, Operation.SET_INFORMATION, groups.list(), true);
    }

    private List<String> callBefore(Part part) {
        var helper = before(part);
        var returnsAction = part.hook(Phase.BEFORE).isPresent();
        var call = (returnsAction ? "Action = " : "") + CallbackHeads.call(helper) + ";";
        if (part.operation() == Operation.SET_INFORMATION) {
            return List.of(call);
        }
        var goesOn = rootDecides() ? "Action == " + facts.names().routine("HookContinue") + " && " : "";
        return Groups.guarded(goesOn + is(part.operation()), call);
    }

    /** Whether the author decides on every request, before its information class is looked at. */
    private boolean rootDecides() {
        var first = parts(Phase.BEFORE).stream().findFirst();
        return first.filter(part -> part.operation() == Operation.SET_INFORMATION)
                .flatMap(part -> part.hook(Phase.BEFORE))
                .isPresent();
    }

    private String is(Operation operation) {
        return classes.testName(operation) + "(Data)";
    }

    private boolean carriesName() {
        return facts.asksForRenamedNames();
    }

    private boolean waitsAlways() {
        return parts(Phase.AFTER).stream().anyMatch(part -> part.operation() == Operation.SET_INFORMATION);
    }

    private List<List<String>> synchronize() {
        var groups = new Groups();
        var always = waitsAlways();
        if (carriesName()) {
            var body = new ArrayList<String>();
            body.add("(VOID)" + facts.names().routine("QueryDestination") + "(Data, FltObjects, &Destination);");
            body.add("*CompletionContext = Destination;");
            if (!always) {
                body.add("CallbackStatus = FLT_PREOP_SYNCHRONIZE;");
            }
            var lines = new ArrayList<String>();
            lines.add("// Only the request tells where the file goes, and afterwards it may be gone (N4).");
            lines.addAll(Groups.guarded(is(Operation.RENAME), body));
            groups.add(lines);
        }
        var others = classified().stream()
                .filter(operation -> operation != Operation.RENAME || !carriesName())
                .filter(operation -> parts(Phase.AFTER).stream().anyMatch(part -> part.operation() == operation))
                .map(this::is)
                .toList();
        if (!always && !others.isEmpty()) {
            groups.add(Groups.guarded(String.join(" || ", others), "CallbackStatus = FLT_PREOP_SYNCHRONIZE;"));
        }
        return groups.list();
    }

    private RoutineView post() {
        var body = new Groups();
        parts(Phase.AFTER).forEach(part -> body.add(callAfter(part)));
        var lines = new ArrayList<String>();
        for (var group : body.list()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(group);
        }
        var locals = carriesName() ? List.of(destination() + " = CompletionContext;") : List.<String>of();
        var guarded = new ArrayList<String>();
        guarded.add(
                carriesName()
                        ? "// While the instance is torn down, what travelled along is only given back (L4)."
                        : "// While the instance is torn down, the operation is left alone (L4).");
        guarded.addAll(Groups.guarded("!FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)", lines));
        var work = new Groups().add(guarded);
        var exit = new ArrayList<String>();
        if (carriesName()) {
            exit.add(facts.names().routine("ReleaseDestination") + "(Destination);");
        }
        exit.add("return FLT_POSTOP_FINISHED_PROCESSING;");
        var groups = new Groups()
                .add(locals)
                .add("PAGED_CODE();")
                .add(CallbackHeads.unreferenced(
                        new Groups().add(locals).addAll(work.list()).list(), "Data", "FltObjects", "CompletionContext"))
                .addAll(work.list())
                .add(exit)
                .list();
        return CallbackHeads.post(facts, Operation.SET_INFORMATION, groups);
    }

    private List<String> callAfter(Part part) {
        var call = CallbackHeads.call(after(part)) + ";";
        if (part.operation() == Operation.SET_INFORMATION) {
            return List.of(call);
        }
        return Groups.guarded((onlyOnSuccess(part) ? succeeded() : "") + is(part.operation()), call);
    }

    private static String succeeded() {
        return "NT_SUCCESS(Data->IoStatus.Status) && ";
    }
}
