package dev.perstream.harness;

import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has happened on a machine, in order.
 *
 * @param entries one for each step
 */
public record Trace(List<Entry> entries) {

    public Trace {
        entries = List.copyOf(entries);
    }

    /**
     * A step with what it led to.
     *
     * @param step what was done
     * @param result how it ended
     * @param before all contexts before it
     * @param after all contexts after it
     */
    public record Entry(Step step, StepResult result, Observation before, Observation after) {

        /** What it changed in the contexts, one line for each context, field or volume. */
        public List<String> changes() {
            return Changes.between(before, after);
        }
    }

    /** All steps with their outcomes and what they changed, as lines for people. */
    @Override
    public String toString() {
        var width = String.valueOf(entries.size()).length();
        var lines = new ArrayList<String>();
        for (var entry : entries) {
            var number = String.valueOf(lines.size() + 1);
            var failed = entry.result().succeeded() ? "" : "  -> " + entry.result();
            lines.add(" ".repeat(width - number.length()) + number + ". "
                    + entry.step().line() + failed
                    + entry.changes().stream()
                            .map(change -> "\n" + " ".repeat(width + 4) + change)
                            .collect(Collectors.joining()));
        }
        return String.join("\n", lines);
    }
}
