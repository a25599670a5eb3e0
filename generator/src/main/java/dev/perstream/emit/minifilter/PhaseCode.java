package dev.perstream.emit.minifilter;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.TrackParameter;
import dev.perstream.model.Context;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.model.Phase;
import dev.perstream.plan.Part;
import dev.perstream.plan.TrackStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The statements and the hook of an operation in one phase: the values are gathered once, each context's routine is
 * called where there is a context, and the hook follows.
 */
final class PhaseCode {

    private final Facts facts;
    private final Part part;
    private final Phase phase;
    private final boolean successKnown;
    private final boolean outcomeLate;
    private final String present;

    /**
     * Code of a phase.
     *
     * @param successKnown whether the code is reached only if the operation has succeeded
     * @param outcomeLate whether the filter may still change the outcome after the declarations
     */
    PhaseCode(Facts facts, Part part, Phase phase, boolean successKnown, boolean outcomeLate) {
        this(facts, part, phase, successKnown, outcomeLate, "");
    }

    /**
     * Code of a phase in which one context is always there.
     *
     * @param present the name of that context; empty if there is none
     */
    PhaseCode(Facts facts, Part part, Phase phase, boolean successKnown, boolean outcomeLate, String present) {
        this.present = present;
        this.facts = facts;
        this.part = part;
        this.phase = phase;
        this.successKnown = successKnown;
        this.outcomeLate = outcomeLate;
    }

    /** The declarations of the values, with those that are read from the request at once. */
    List<String> locals() {
        var locals = new ArrayList<String>();
        for (var value : values()) {
            switch (value) {
                case NAME -> {
                    locals.add("PFLT_FILE_NAME_INFORMATION NameInformation = NULL;");
                    locals.add("PCUNICODE_STRING Name = NULL;");
                }
                case VOLUME_NAME -> {
                    locals.add("UNICODE_STRING VolumeNameText = { 0 };");
                    locals.add("PCUNICODE_STRING VolumeName = NULL;");
                }
                case NOW -> locals.add("LARGE_INTEGER Now;");
                default -> locals.add(declaration(value) + (isLate(value) ? ";" : " = " + expression(value) + ";"));
            }
        }
        if (usesGeneration()) {
            locals.add("LONG64 " + TrackParameter.GENERATION + generation() + ";");
        }
        return locals;
    }

    /** The statements, with what gathers their values. */
    List<List<String>> work() {
        var groups = new Groups();
        var late = new ArrayList<String>();
        for (var value : values()) {
            if (isLate(value)) {
                late.add(CNames.pascal(value) + " = " + expression(value) + ";");
            } else if (value == OperationValue.NOW) {
                late.add("KeQuerySystemTime(&Now);");
            }
        }
        groups.add(late).add(countRename()).add(name()).add(volumeName());
        part.tracks(phase).forEach(step -> groups.add(call(step)));
        return groups.list();
    }

    /** The call of the author's code, without a semicolon. */
    Optional<String> hook() {
        return part.hook(phase).map(hook -> HookViews.call(facts, hook));
    }

    /** What gives back what was gathered. */
    List<String> dispose() {
        var lines = new ArrayList<String>();
        if (values().contains(OperationValue.VOLUME_NAME)) {
            lines.add(facts.names().routine("FreeVolumeName") + "(&VolumeNameText);");
        }
        if (values().contains(OperationValue.NAME)) {
            lines.add(facts.names().routine("ReleaseName") + "(NameInformation);");
        }
        return lines;
    }

    private List<TrackStep> steps() {
        return part.tracks(phase);
    }

    private List<OperationValue> values() {
        var values = new TreeSet<OperationValue>();
        steps().forEach(step -> values.addAll(step.values()));
        return List.copyOf(values);
    }

    private boolean usesGeneration() {
        return steps().stream()
                .flatMap(step -> facts.routine(step).parameters().stream())
                .anyMatch(TrackParameter::isGeneration);
    }

    /** The count of renames from before a name is asked for; after a rename, this one comes in first. */
    private String generation() {
        if (!countsRename()) {
            return " = " + facts.names().routine("RenamesSoFar") + "()";
        }
        return successKnown ? "" : " = 0";
    }

    private boolean countsRename() {
        return part.countsRename() && phase == Phase.AFTER;
    }

    private List<String> countRename() {
        if (!countsRename()) {
            return List.of();
        }
        var count = facts.keepsNamesLazily()
                ? facts.inner("CountRename") + "(FltObjects)"
                : "InterlockedIncrement64(&" + facts.names().routine("Renames") + ")";
        var line = (usesGeneration() ? TrackParameter.GENERATION + " = " : "(VOID)") + count + ";";
        return successKnown ? List.of(line) : Groups.guarded("NT_SUCCESS(Data->IoStatus.Status)", line);
    }

    private boolean isLate(OperationValue value) {
        return outcomeLate && Values.isOutcome(value);
    }

    private String declaration(OperationValue value) {
        return steps().stream()
                .flatMap(step -> facts.routine(step).parameters().stream())
                .filter(parameter -> parameter.value().filter(value::equals).isPresent())
                .map(parameter -> parameter.type() + " " + parameter.name())
                .findFirst()
                .orElseThrow();
    }

    private String expression(OperationValue value) {
        return new Values(part.operation()).expression(value, facts.names());
    }

    private List<String> name() {
        if (!values().contains(OperationValue.NAME)) {
            return List.of();
        }
        var query = part.operation() == Operation.RENAME
                ? facts.names().routine("QueryRenamedName") + "(Data, Destination, " + TrackParameter.GENERATION
                        + ", &NameInformation)"
                : facts.names().routine("QueryName") + "(Data, &NameInformation)";
        return Groups.guarded(
                conditions(OperationValue.NAME, "NT_SUCCESS(" + query + ")"),
                List.of("Name = &NameInformation->Name;"));
    }

    private List<String> volumeName() {
        if (!values().contains(OperationValue.VOLUME_NAME)) {
            return List.of();
        }
        var query = facts.names().routine("QueryVolumeName") + "(FltObjects->Volume, &VolumeNameText)";
        return Groups.guarded(
                conditions(OperationValue.VOLUME_NAME, "NT_SUCCESS(" + query + ")"),
                List.of("VolumeName = &VolumeNameText;"));
    }

    /** What must hold for a text to be fetched: a context to store it in, and the fetching itself. */
    private List<String> conditions(OperationValue value, String query) {
        var wanting = steps().stream()
                .filter(step -> step.values().contains(value))
                .map(step -> step.context().name() + " != NULL")
                .distinct()
                .toList();
        var contexts = String.join(" || ", wanting);
        var first = wanting.size() == 1 ? contexts : "(" + contexts + ")";
        var onSuccess =
                steps().stream().filter(step -> step.values().contains(value)).allMatch(this::checksSuccess)
                        || part.operation() == Operation.RENAME && !successKnown;
        var conditions = new ArrayList<>(
                List.of((onSuccess ? "NT_SUCCESS(Data->IoStatus.Status) && " : "") + first + " &&", query));
        if (value == OperationValue.NAME && part.operation().opens() && mayMissFile()) {
            conditions.add(0, facts.names().routine("HasOpenedFile") + "(Data, FltObjects) &&");
        }
        return conditions;
    }

    /** Whether a name is stored in a context that is there without an open file, too (F9). */
    private boolean mayMissFile() {
        return steps().stream()
                .filter(step -> step.values().contains(OperationValue.NAME))
                .anyMatch(step -> !Facts.needsOpenFile(step.context()));
    }

    private boolean checksSuccess(TrackStep step) {
        return step.onSuccess()
                && !successKnown
                && step.operation().isIrp()
                && !step.operation().opens();
    }

    private List<String> call(TrackStep step) {
        var routine = facts.routine(step);
        var context = step.context();
        var condition =
                (checksSuccess(step) ? "NT_SUCCESS(Data->IoStatus.Status) && " : "") + context.name() + " != NULL";
        if (context.name().equals(present)) {
            return List.of((routine.discards() ? "(VOID)" : "") + routine.call() + ";");
        }
        if (routine.discards()) {
            return Groups.guarded(List.of(condition + " &&", routine.call()), List.of(remove(context)));
        }
        return Groups.guarded(condition, routine.call() + ";");
    }

    private String remove(Context context) {
        return facts.names().routine("Remove", context) + "(FltObjects);";
    }
}
