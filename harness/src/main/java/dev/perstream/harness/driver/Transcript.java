package dev.perstream.harness.driver;

import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.ThreadSteps;
import java.util.ArrayList;
import java.util.List;

/** What has happened in a world, so that it can be told as a scenario. */
final class Transcript {

    private List<String> declarations = List.of();
    private final List<String> lines = new ArrayList<>();

    void begin(Declarations machine) {
        declarations = machine.lines();
        lines.clear();
    }

    /** A step that is about to be carried out. */
    void add(Step step) {
        lines.add(step.line());
    }

    /** How the step went that was added last. One that did nothing is not told. */
    void ended(Step step, StepResult result) {
        if (result.status().isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        // That a driver does not load is a finding in a scenario, unless the scenario expects it.
        if (step instanceof SystemStep.Load
                && result.status().filter(status -> !status.isSuccess()).isPresent()) {
            lines.add("expect failure");
        }
    }

    /** The last line so far, quoted; words that say that there is none. */
    String last() {
        return lines.isEmpty() ? "nothing" : '"' + lines.get(lines.size() - 1) + '"';
    }

    /** The scenario so far. */
    List<String> scenario() {
        var all = new ArrayList<>(declarations);
        all.addAll(lines);
        return all;
    }

    /** The scenario so far, and then threads and a look at what has come of them. */
    List<String> scenario(List<ThreadSteps> threads, String exploration) {
        var all = new ArrayList<>(declarations);
        all.add(exploration);
        all.addAll(lines);
        all.add("parallel");
        for (var thread : threads) {
            all.add("thread " + thread.name());
            thread.steps().forEach(step -> all.add(step.line()));
            all.add("end");
        }
        all.add("end");
        all.add("observe");
        return all;
    }
}
