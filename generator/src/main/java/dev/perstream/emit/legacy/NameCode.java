package dev.perstream.emit.legacy;

import dev.perstream.emit.c.TrackParameter;
import dev.perstream.emit.c.TrackRoutine;
import dev.perstream.emit.legacy.PhaseCode.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes how a phase comes by the name of its file, and in which order names were asked for (rules N3 and N4). */
final class NameCode {

    private final Facts facts;
    private final List<TrackRoutine> steps;
    private final Surroundings surroundings;

    NameCode(Facts facts, List<TrackRoutine> steps, Surroundings surroundings) {
        this.facts = facts;
        this.steps = steps;
        this.surroundings = surroundings;
    }

    /** Whether the name is asked for. */
    boolean isNeeded() {
        return steps.stream().anyMatch(TrackRoutine::needsName);
    }

    /** Whether the file object of a rename is looked at to see what it renames. */
    boolean asksWhatIsRenamed() {
        return surroundings.countsRename() && facts.keepsNamesLazily();
    }

    /** The declarations of the name, and of the count of renames from before it is asked for. */
    List<String> locals() {
        var lines = new ArrayList<String>();
        if (isNeeded()) {
            lines.add("PCUNICODE_STRING Name = NULL;");
            lines.add("UNICODE_STRING NameText = { 0 };");
        }
        if (needsGeneration()) {
            lines.add("LONG64 " + TrackParameter.GENERATION + " = "
                    + (surroundings.countsRename() ? "0" : facts.names().routine("RenamesSoFar") + "()") + ";");
        }
        return lines;
    }

    /** Counts a rename that has succeeded, before the name that it gave is asked for. */
    List<String> countRename() {
        if (!surroundings.countsRename()) {
            return List.of();
        }
        var count = asksWhatIsRenamed()
                ? facts.names().routine("CountRename") + "(DeviceObject, " + surroundings.fileObject() + ")"
                : "InterlockedIncrement64(&" + facts.names().routine("Renames") + ")";
        return Lines.when(
                surroundings.success(),
                List.of((needsGeneration() ? TrackParameter.GENERATION + " = " : "(VOID)") + count + ";"));
    }

    /** The name is asked for only if there is a context that it is for. */
    List<String> query() {
        if (!isNeeded()) {
            return List.of();
        }
        var query = "Name = " + facts.names().routine("QueryName") + "(DeviceObject, " + surroundings.fileObject()
                + ", &NameText);";
        var there = steps.stream()
                .filter(TrackRoutine::needsName)
                .map(step -> step.step().context())
                .distinct()
                .toList();
        var success = surroundings.open().isEmpty() ? surroundings.success() : surroundings.open();
        var conditions = new ArrayList<String>();
        if (there.stream().allMatch(context -> context.attach().ofFile())) {
            var any = there.stream().map(context -> context.name() + " != NULL").collect(Collectors.joining(" || "));
            conditions.add(there.size() > 1 && !onSuccess().isEmpty() ? "(" + any + ")" : any);
            success = onSuccess();
        }
        if (!success.isEmpty()) {
            conditions.add(success);
        }
        return Lines.when(String.join(" && ", conditions), List.of(query));
    }

    /** What gives the name back. */
    List<String> dispose() {
        return isNeeded()
                ? List.of(facts.names().routine("FreeText") + "(&NameText, "
                        + facts.names().constant("Tag") + ");")
                : List.of();
    }

    /** The condition beside a context's being there. */
    private String onSuccess() {
        return steps.stream().anyMatch(step -> step.needsName() && !step.step().onSuccess())
                ? ""
                : surroundings.success();
    }

    private boolean needsGeneration() {
        return steps.stream().flatMap(step -> step.parameters().stream()).anyMatch(TrackParameter::isGeneration);
    }
}
