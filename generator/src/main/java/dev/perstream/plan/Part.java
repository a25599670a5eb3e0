package dev.perstream.plan;

import dev.perstream.model.Operation;
import dev.perstream.model.Phase;
import java.util.List;
import java.util.Optional;

/**
 * What a callback does for one operation. A callback has several parts only for set-information, whose information
 * classes are operations of their own.
 *
 * @param operation the operation
 * @param tracks the statements, those before the operation first, contexts in an order in which each comes after those
 *     that it refers to
 * @param hooks the author's code, which runs after the statements of its phase
 * @param countsRename whether each rename that has succeeded is counted, before the name that it gave is asked for (rules
 *     N4 and N5)
 */
public record Part(Operation operation, List<TrackStep> tracks, List<HookCall> hooks, boolean countsRename) {

    public Part {
        tracks = List.copyOf(tracks);
        hooks = List.copyOf(hooks);
    }

    /** The part of an operation for which nothing is done. */
    public static Part empty(Operation operation) {
        return new Part(operation, List.of(), List.of(), false);
    }

    /** The statements of a phase. */
    public List<TrackStep> tracks(Phase phase) {
        return tracks.stream().filter(t -> t.phase() == phase).toList();
    }

    /** The author's code of a phase. */
    public Optional<HookCall> hook(Phase phase) {
        return hooks.stream().filter(h -> h.phase() == phase).findFirst();
    }

    /** Whether anything is done in a phase. */
    public boolean runsIn(Phase phase) {
        return !tracks(phase).isEmpty() || hook(phase).isPresent() || phase == Phase.AFTER && countsRename;
    }
}
