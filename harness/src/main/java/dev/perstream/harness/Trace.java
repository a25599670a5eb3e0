package dev.perstream.harness;

import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.StepResult;
import java.util.ArrayList;
import java.util.List;

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
        var lines = new ArrayList<String>();
        for (var index = 0; index < entries.size(); index++) {
            var entry = entries.get(index);
            var failed = entry.result().succeeded() ? "" : "  -> " + entry.result();
            lines.add(String.format("%3d. %s%s", index + 1, entry.step().line(), failed));
            entry.changes().forEach(change -> lines.add("       " + change));
        }
        return String.join("\n", lines);
    }
}
