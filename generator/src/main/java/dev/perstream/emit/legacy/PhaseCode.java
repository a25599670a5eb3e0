package dev.perstream.emit.legacy;

import dev.perstream.emit.c.TrackParameter;
import dev.perstream.emit.c.TrackRoutine;
import dev.perstream.model.Attachment;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Unavailable;
import dev.perstream.plan.Acquisition;
import dev.perstream.plan.ContextUse;
import dev.perstream.plan.HookCall;
import dev.perstream.plan.TrackStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes what is done in one phase of one operation: what is needed is gathered, the statements run, the author's code is
 * called, and each reference is released in the single exit.
 */
final class PhaseCode {

    private static final Set<OperationValue> OUTCOME =
            EnumSet.of(OperationValue.STATUS, OperationValue.SUCCEEDED, OperationValue.FAILED, OperationValue.CREATED);

    private final Facts facts;
    private final Operation operation;
    private final List<TrackRoutine> steps;
    private final Optional<HookCall> hook;
    private final List<ContextUse> acquired;
    private final Surroundings surroundings;
    private final NameCode name;

    /**
     * Where the code runs.
     *
     * @param expression of a value
     * @param fileObject the expression of the file object
     * @param given values that are parameters of the routine
     * @param success the condition for what takes effect on success only; empty where a context's being there says it
     * @param open the condition under which contexts are acquired; empty if they always are
     * @param countsRename whether a rename is counted that has succeeded
     */
    record Surroundings(
            Function<OperationValue, String> expression,
            String fileObject,
            List<OperationValue> given,
            String success,
            String open,
            boolean countsRename) {}

    PhaseCode(
            Facts facts,
            Operation operation,
            List<TrackStep> steps,
            Optional<HookCall> hook,
            List<ContextUse> acquired,
            Surroundings surroundings) {
        this.facts = facts;
        this.operation = operation;
        this.steps = steps.stream().map(facts.routines()::of).toList();
        this.hook = hook;
        this.acquired = acquired;
        this.surroundings = surroundings;
        this.name = new NameCode(facts, this.steps, surroundings);
    }

    /** Whether the stack location is looked at. */
    boolean needsStack() {
        return surroundings.fileObject().startsWith("Stack->") && needsFileObject()
                || parameters().stream().anyMatch(RequestValues::needsStack);
    }

    boolean needsFileObject() {
        return needsName()
                || name.asksWhatIsRenamed()
                || acquired.stream().anyMatch(use -> use.context().attach().ofFile());
    }

    boolean needsName() {
        return name.isNeeded();
    }

    /** The values that come from the request or call, each once. */
    List<OperationValue> values() {
        return parameters().stream()
                .flatMap(parameter -> parameter.value().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The declarations of contexts and values. */
    List<String> locals() {
        var lines = new ArrayList<String>();
        acquired.forEach(use -> lines.addAll(contextLocal(use)));
        lines.addAll(name.locals());
        var seen = new ArrayList<OperationValue>(surroundings.given());
        for (var parameter : parameters()) {
            parameter.value().filter(value -> !seen.contains(value)).ifPresent(value -> {
                seen.add(value);
                valueLocal(parameter, value).ifPresent(lines::add);
            });
        }
        return lines;
    }

    /**
     * The groups of lines between the declarations and the exit.
     *
     * @param result what stands before the call of a hook that decides about the request
     */
    List<List<String>> groups(String result) {
        var groups = new ArrayList<List<String>>();
        if (values().contains(OperationValue.NOW)) {
            groups.add(List.of("KeQuerySystemTime(&Now);"));
        }
        acquired.stream().filter(this::creates).forEach(use -> groups.add(findOrCreate(use)));
        groups.addAll(takenBack());
        Lines.add(groups, outcome());
        Lines.add(groups, name.countRename());
        Lines.add(groups, name.query());
        acquired.stream().filter(ContextUse::refreshName).forEach(use -> groups.add(refresh(use.context())));
        steps.forEach(step -> groups.add(step(step)));
        hook.ifPresent(call -> groups.add(List.of(hookCall(call, result))));
        Lines.add(groups, name.dispose());
        return groups;
    }

    /** The releases of what was acquired, the last first. */
    List<List<String>> releases() {
        var groups = new ArrayList<List<String>>();
        for (var i = acquired.size() - 1; i >= 0; i--) {
            groups.add(release(facts, acquired.get(i).context()));
        }
        return groups;
    }

    /** The release of a context that may be absent. */
    static List<String> release(Facts facts, Context context) {
        return Lines.when(
                context.name() + " != NULL",
                List.of(facts.names().routine("Release", context) + "(" + context.name() + ");"));
    }

    /** The condition under which a context of an open file may be found or created. */
    private boolean creates(ContextUse use) {
        return use.acquisition() == Acquisition.FIND_OR_CREATE
                && use.context().attach().ofFile();
    }

    private List<String> contextLocal(ContextUse use) {
        var context = use.context();
        var declaration = facts.names().pointer(context) + " " + context.name() + " = ";
        if (creates(use)) {
            return List.of(declaration + "NULL;");
        }
        var arguments = context.attach() == Attachment.INSTANCE
                ? List.of("DeviceObject")
                : List.of("DeviceObject", surroundings.fileObject());
        return Lines.call(declaration + facts.names().routine("Get", context), arguments, ";", 0);
    }

    private Optional<String> valueLocal(TrackParameter parameter, OperationValue value) {
        return switch (value) {
            case NAME -> Optional.empty();
            case NOW -> Optional.of("LARGE_INTEGER Now;");
            default ->
                Optional.of(parameter.type() + " " + parameter.name()
                        + (isOutcome(value)
                                ? ";"
                                : " = " + surroundings.expression().apply(value) + ";"));
        };
    }

    /** Whether a value is known only when it is certain that the open is not taken back (rule L8). */
    private boolean isOutcome(OperationValue value) {
        return OUTCOME.contains(value) && acquired.stream().anyMatch(this::fails);
    }

    /** The values of how the open has ended, which may be by being taken back. */
    private List<String> outcome() {
        return values().stream()
                .filter(this::isOutcome)
                .map(value ->
                        value(value).name() + " = " + surroundings.expression().apply(value) + ";")
                .toList();
    }

    private TrackParameter value(OperationValue value) {
        return parameters().stream()
                .filter(parameter -> parameter.value().filter(value::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** The releases of the contexts that were had before one failed, since there is no open that they are for (rule L8). */
    private List<List<String>> takenBack() {
        var created = acquired.stream().filter(this::creates).toList();
        var groups = new ArrayList<List<String>>();
        for (var i = 0; i < created.size(); i++) {
            var context = created.get(i).context();
            if (created.subList(i + 1, created.size()).stream().anyMatch(this::fails)) {
                groups.add(Lines.when(
                        context.name() + " != NULL && !" + surroundings.open(),
                        List.of(
                                facts.names().routine("Release", context) + "(" + context.name() + ");",
                                context.name() + " = NULL;")));
            }
        }
        return groups;
    }

    /** Whether an open is taken back that a context cannot be had for. */
    private boolean fails(ContextUse use) {
        return creates(use) && operation.opens() && use.context().unavailable() == Unavailable.FAIL;
    }

    private List<String> findOrCreate(ContextUse use) {
        var context = use.context();
        var fails = fails(use);
        var arguments = List.of("DeviceObject", surroundings.fileObject(), "&" + context.name());
        var named = Facts.beginsWithName(context);
        var call = facts.names().routine(named ? "FindOrCreateNamed" : "FindOrCreate", context);
        if (named && operation.inPagingPath() && !andNotPaging().isEmpty()) {
            return named(context, call, arguments);
        }
        var lines = new ArrayList<>(Lines.call((fails ? "Status = " : "(VOID)") + call, arguments, ";", 1));
        if (fails) {
            lines.add("");
            lines.add("// A paging file is opened all the same: no file system has contexts for it (F1).");
            lines.addAll(Lines.when(
                    "!NT_SUCCESS(Status) && !FsRtlIsPagingFile(" + surroundings.fileObject() + ")",
                    List.of(
                            facts.names().routine("CancelOpen") + "(DeviceObject, Irp, Status);",
                            surroundings.open() + " = FALSE;")));
        }
        return Lines.when(surroundings.open().isEmpty() ? createsOnSuccess(context) : surroundings.open(), lines);
    }

    /** A context that nothing but what takes effect on success is for is not created when the operation has failed. */
    private String createsOnSuccess(Context context) {
        var used = hook.filter(call -> call.contexts().contains(context)).isPresent()
                || steps.stream()
                        .map(TrackRoutine::step)
                        .filter(step -> !step.onSuccess())
                        .anyMatch(step -> step.context().equals(context)
                                || step.references().contains(context.name()));
        return used ? "" : surroundings.success();
    }

    private List<String> named(Context context, String call, List<String> arguments) {
        var lines = new ArrayList<String>();
        lines.add(context.name() + " = " + facts.names().routine("Get", context) + "(DeviceObject, "
                + surroundings.fileObject() + ");");
        lines.add("");
        lines.addAll(Lines.when(
                context.name() + " == NULL" + andNotPaging(), Lines.call("(VOID)" + call, arguments, ";", 1)));
        return lines;
    }

    private List<String> refresh(Context context) {
        return Lines.when(
                context.name() + " != NULL" + andNotPaging(),
                Lines.call(
                        facts.names().routine("RefreshRenamed", context),
                        List.of("DeviceObject", surroundings.fileObject(), context.name()),
                        ";",
                        1));
    }

    /** A pager must not be kept waiting for a name (rule N3). What is paged does not come by fast I/O. */
    private String andNotPaging() {
        return operation.inPagingPath() && surroundings.fileObject().startsWith("Stack->")
                ? " && !FlagOn(Irp->Flags, IRP_PAGING_IO)"
                : "";
    }

    private List<String> step(TrackRoutine routine) {
        var context = routine.step().context();
        var arguments = new ArrayList<>(List.of(context.name()));
        routine.parameters().forEach(parameter -> arguments.add(parameter.name()));
        var condition = context.name() + " != NULL";
        if (routine.step().onSuccess() && !surroundings.success().isEmpty()) {
            condition += " && " + surroundings.success();
        }
        if (!routine.discards()) {
            return Lines.when(condition, Lines.call(routine.name(), arguments, ";", 1));
        }
        if (operation == Operation.CLOSE) {
            // The file system or the close itself takes the context off (G10, G16).
            return Lines.when(condition, Lines.call("(VOID)" + routine.name(), arguments, ";", 1));
        }
        var call = routine.name() + "(" + String.join(", ", arguments) + ")";
        var remove = List.of(facts.names().routine("Remove", context) + "(" + context.name() + ");");
        return Lines.fits("if (" + condition + " && " + call + ") {")
                ? Lines.when(condition + " && " + call, remove)
                : Lines.when(condition, Lines.when(call, remove));
    }

    private String hookCall(HookCall call, String result) {
        var before = !HookCode.decides(call) ? "" : HookCode.cannotFail(operation) ? "(VOID)" : result;
        return before + HookCode.call(facts, call) + ";";
    }

    private List<TrackParameter> parameters() {
        return steps.stream().flatMap(step -> step.parameters().stream()).toList();
    }
}
