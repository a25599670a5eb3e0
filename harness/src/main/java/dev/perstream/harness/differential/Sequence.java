package dev.perstream.harness.differential;

import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens on a machine, from its start.
 *
 * @param declarations the machine
 * @param steps what happens, in order
 */
public record Sequence(Declarations declarations, List<Step> steps) {

    public Sequence {
        steps = List.copyOf(steps);
    }

    /** The same machine with other steps. */
    Sequence withSteps(List<Step> others) {
        return new Sequence(declarations, others);
    }

    /** The same steps on another machine. */
    Sequence withDeclarations(Declarations others) {
        return new Sequence(others, steps);
    }

    /** The scenario, in the simulator's language. */
    public List<String> lines() {
        var lines = new ArrayList<>(declarations.lines());
        steps.forEach(step -> lines.add(step.line()));
        return List.copyOf(lines);
    }

    /** The scenario, a line a step. */
    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
