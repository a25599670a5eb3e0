package dev.perstream.harness.differential;

import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which step can follow what has happened: a name is used when it was given to something, and given anew only when what it
 * stood for is gone; a filter is loaded when it is not. Anything else would tell about the scenario, not about the filter.
 */
final class Sense {

    private final Set<Character> volumes;
    private final Set<String> known = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private boolean loaded;

    Sense(Sequence sequence) {
        volumes = sequence.declarations().volumes().stream()
                .map(VolumeDeclaration::letter)
                .collect(Collectors.toSet());
    }

    /** Whether the step can be asked for now. */
    boolean allows(Step step) {
        if (step instanceof SystemStep.Load) {
            return !loaded;
        }
        return known.containsAll(Names.used(step))
                && Names.volumes(step).allMatch(volumes::contains)
                && Names.opened(step)
                        .filter(name -> open.contains(name) || held.contains(name))
                        .isEmpty();
    }

    /** Notes what the step led to. */
    void follow(Step step, StepResult result) {
        Names.opened(step).ifPresent(known::add);
        if (!result.succeeded()) {
            return;
        }
        Names.opened(step).ifPresent(open::add);
        if (step instanceof OpeningStep.Close close) {
            open.remove(close.name());
        } else if (step instanceof OpeningStep.Hold hold) {
            held.add(hold.name());
        } else if (step instanceof OpeningStep.Release release) {
            held.remove(release.name());
        } else if (step instanceof SystemStep.Load) {
            loaded = true;
        } else if (step instanceof SystemStep.Unload) {
            loaded = false;
        }
    }
}
