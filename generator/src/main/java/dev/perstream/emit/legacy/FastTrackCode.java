package dev.perstream.emit.legacy;

import dev.perstream.emit.c.CNames;
import dev.perstream.emit.c.TrackParameter;
import dev.perstream.emit.c.TrackRoutine;
import dev.perstream.emit.legacy.PhaseCode.Surroundings;
import dev.perstream.model.Operation;
import dev.perstream.model.OperationValue;
import dev.perstream.plan.Callback;
import dev.perstream.plan.ContextUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the routine that runs the statements of an operation after the file system has done it by fast I/O. There is none
 * for an operation with hooks, which comes as a request instead.
 */
final class FastTrackCode {

    private static final List<Operation> FAST = List.of(
            Operation.READ,
            Operation.WRITE,
            Operation.QUERY_INFORMATION,
            Operation.LOCK_CONTROL,
            Operation.DEVICE_CONTROL);

    private final Facts facts;
    private final Callback callback;
    private final List<TrackParameter> parameters;

    private FastTrackCode(Facts facts, Callback callback) {
        this.facts = facts;
        this.callback = callback;
        this.parameters = callback.parts().stream()
                .flatMap(part -> part.tracks().stream())
                .map(facts.routines()::of)
                .map(TrackRoutine::parameters)
                .flatMap(List::stream)
                .filter(parameter -> parameter.value().isPresent())
                .distinct()
                .toList();
    }

    static Optional<FastTrackCode> of(Facts facts, Callback callback) {
        return FAST.contains(callback.operation()) && !callback.parts().isEmpty() && !Facts.hooked(callback)
                ? Optional.of(new FastTrackCode(facts, callback))
                : Optional.empty();
    }

    String name() {
        return facts.names().routine("TrackFast" + CNames.pascal(callback.operation()));
    }

    /** The parameters with annotations. */
    List<String> parameters() {
        var all = new ArrayList<>(List.of("_In_ PDEVICE_OBJECT DeviceObject"));
        if (needsFile()) {
            all.add("_In_ PFILE_OBJECT FileObject");
        }
        arguments().forEach(parameter -> all.add(parameter.declaration()));
        if (needsOutcome()) {
            all.add("_In_ PIO_STATUS_BLOCK IoStatus");
        }
        return all;
    }

    /** The arguments in a fast I/O routine. */
    List<String> call(String informationClass) {
        var all = new ArrayList<>(List.of("DeviceObject"));
        if (needsFile()) {
            all.add("FileObject");
        }
        arguments()
                .forEach(parameter ->
                        all.add(FastValues.argument(parameter.value().orElseThrow(), informationClass)));
        if (needsOutcome()) {
            all.add("IoStatus");
        }
        return all;
    }

    RoutineView routine() {
        var part = callback.parts().get(0);
        var given = arguments().stream().map(p -> p.value().orElseThrow()).toList();
        var phase = new PhaseCode(
                facts,
                callback.operation(),
                part.tracks(),
                Optional.empty(),
                uses(),
                new Surroundings(FastValues::expression, "FileObject", given, "", "", false));
        var groups = new ArrayList<List<String>>();
        Lines.add(groups, phase.locals());
        phase.groups("").forEach(group -> Lines.add(groups, group));
        phase.releases().forEach(groups::add);
        return RoutineView.external("VOID", name(), parameters(), Lines.merged(groups), false);
    }

    private List<ContextUse> uses() {
        var uses = new ArrayList<ContextUse>();
        callback.contexts().stream()
                .filter(use -> uses.stream().noneMatch(u -> u.context().equals(use.context())))
                .forEach(uses::add);
        return uses;
    }

    private List<TrackParameter> arguments() {
        return parameters.stream()
                .filter(parameter -> FastValues.isArgument(parameter.value().orElseThrow()))
                .toList();
    }

    private boolean needsFile() {
        return uses().stream().anyMatch(use -> use.context().attach().ofFile());
    }

    private boolean needsOutcome() {
        return parameters.stream()
                .map(parameter -> parameter.value().orElse(OperationValue.INSTANCE))
                .anyMatch(FastValues::needsOutcome);
    }
}
