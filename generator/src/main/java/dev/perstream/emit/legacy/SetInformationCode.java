package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import dev.perstream.plan.Callback;
import dev.perstream.plan.Part;
import java.util.ArrayList;
import java.util.List;

/** Writes the source of set-information requests, whose information classes are operations of their own (rule N6). */
final class SetInformationCode {

    private final Facts facts;
    private final CNames names;
    private final Callback callback;

    SetInformationCode(Facts facts, Callback callback) {
        this.facts = facts;
        this.names = facts.names();
        this.callback = callback;
    }

    List<RoutineView> routines() {
        var routines = new ArrayList<RoutineView>();
        routines.add(dispatch());
        for (var part : callback.parts()) {
            var code = new PartCode(facts, callback, part);
            if (code.runsBefore()) {
                routines.add(code.before());
            }
            if (part.runsIn(Phase.AFTER)) {
                routines.add(code.afterWaiting());
            }
        }
        return routines;
    }

    /** The operations other than set-information itself that something is done about. */
    static List<Operation> classes(Callback callback) {
        return callback.parts().stream()
                .map(Part::operation)
                .filter(operation -> operation != Operation.SET_INFORMATION)
                .toList();
    }

    private RoutineView dispatch() {
        var pass = "return " + names.routine("PassThrough") + "(DeviceObject, Irp);";
        var classes = classes(callback);
        var groups = new ArrayList<List<String>>();
        groups.add(List.of("PAGED_CODE();"));
        groups.add(Lines.when(guard(classes), List.of(pass)));
        callback.parts().forEach(part -> Lines.add(groups, before(part)));
        if (!Facts.waits(callback)) {
            groups.add(List.of(pass));
            return RoutineView.dispatch(routine(), groups, true);
        }
        Lines.add(groups, unlessAwaited(classes, pass));
        groups.add(List.of("(VOID)" + names.routine("ForwardAndWait") + "(" + names.routine("LowerDevice")
                + "(DeviceObject), Irp);"));
        for (var part : callback.parts()) {
            if (part.runsIn(Phase.AFTER)) {
                var call = new PartCode(facts, callback, part).name(Phase.AFTER) + "(DeviceObject, Irp);";
                groups.add(Lines.when(only(part.operation()) ? "" : is(part.operation()), List.of(call)));
            }
        }
        groups.add(List.of("return " + names.routine("Complete") + "(Irp);"));
        return RoutineView.dispatch(routine(), groups, true);
    }

    private String routine() {
        return names.routine(CNames.pascal(Operation.SET_INFORMATION));
    }

    /** What passes: other devices, and classes that nothing is done about. */
    private String guard(List<Operation> classes) {
        var role = names.routine("Role") + "(DeviceObject) != " + names.routine("VolumeDevice");
        var all = callback.parts().stream().anyMatch(part -> part.operation() == Operation.SET_INFORMATION);
        if (all) {
            return role;
        }
        var none = classes.stream().map(operation -> "!" + is(operation)).toList();
        return role + " || " + (none.size() == 1 ? none.get(0) : "(" + String.join(" && ", none) + ")");
    }

    private List<String> before(Part part) {
        var code = new PartCode(facts, callback, part);
        if (!code.runsBefore()) {
            return List.of();
        }
        var condition = only(part.operation()) ? "" : is(part.operation());
        var call = code.name(Phase.BEFORE) + "(DeviceObject, Irp)";
        if (!code.decides()) {
            return Lines.when(condition, List.of(call + ";"));
        }
        var all = (condition.isEmpty() ? "" : condition + " && ") + call + " == " + names.routine("HookComplete");
        return Lines.when(all, List.of("return " + names.routine("Complete") + "(Irp);"));
    }

    /** Requests that nothing comes after pass, so that nobody waits for them. */
    private List<String> unlessAwaited(List<Operation> classes, String pass) {
        var awaited = callback.parts().stream()
                .filter(part -> part.runsIn(Phase.AFTER))
                .map(Part::operation)
                .toList();
        var all = callback.parts().stream().anyMatch(part -> part.operation() == Operation.SET_INFORMATION);
        if (awaited.contains(Operation.SET_INFORMATION) || !all && awaited.containsAll(classes)) {
            return List.of();
        }
        var conditions = awaited.stream().map(operation -> "!" + is(operation)).toList();
        var lines = new ArrayList<>(Lines.when(String.join(" && ", conditions), List.of(pass)));
        if (!Lines.fits(lines.get(0))) {
            lines.set(0, "if (" + conditions.get(0) + " &&");
            for (var condition : conditions.subList(1, conditions.size() - 1)) {
                lines.add(lines.size() - 2, "    " + condition + " &&");
            }
            lines.add(lines.size() - 2, "    " + conditions.get(conditions.size() - 1) + ") {");
            lines.add(lines.size() - 2, "");
        }
        return lines;
    }

    /** Whether everything else has passed by then. */
    private boolean only(Operation operation) {
        return classes(callback).equals(List.of(operation))
                && callback.parts().stream().noneMatch(part -> part.operation() == Operation.SET_INFORMATION);
    }

    /** The condition that a request is of an operation; empty for set-information itself, which all are. */
    private String is(Operation operation) {
        return operation == Operation.SET_INFORMATION ? "" : names.routine("Is" + CNames.pascal(operation)) + "(Irp)";
    }
}
