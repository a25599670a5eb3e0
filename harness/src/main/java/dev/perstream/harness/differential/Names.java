package dev.perstream.harness.differential;

import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names and paths in a step. */
final class Names {

    private Names() {}

    /** The name that a step gives to what it opens. */
    static Optional<String> opened(Step step) {
        if (step instanceof OpeningStep.Open open) {
            return Optional.of(open.name());
        }
        if (step instanceof OpeningStep.StreamFile stream) {
            return Optional.of(stream.name());
        }
        return step instanceof SystemStep.BeginTransaction begin ? Optional.of(begin.name()) : Optional.empty();
    }

    /** The names of what a step needs to have been opened before. */
    static List<String> used(Step step) {
        if (step instanceof OpeningStep.Open open) {
            return open.transaction().map(List::of).orElse(List.of());
        }
        if (step instanceof OpeningStep.StreamFile stream) {
            return List.of(stream.of());
        }
        if (step instanceof SystemStep.BeginTransaction) {
            return List.of();
        }
        return Rewriting.name(step).map(List::of).orElse(List.of());
    }

    /** The volumes that a step speaks of. */
    static Stream<Character> volumes(Step step) {
        if (step instanceof SystemStep.Attach attach) {
            return Stream.of(attach.volume());
        }
        if (step instanceof SystemStep.Detach detach) {
            return Stream.of(detach.volume());
        }
        if (step instanceof SystemStep.Mount mount) {
            return Stream.of(mount.volume());
        }
        if (step instanceof SystemStep.Dismount dismount) {
            return Stream.of(dismount.volume());
        }
        if (step instanceof SystemStep.Purge purge) {
            return Stream.of(purge.volume());
        }
        return Rewriting.path(step).map(path -> path.charAt(0)).stream();
    }
}
