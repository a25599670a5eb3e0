package dev.perstream.harness.model.side;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Possibilities.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** How runs have ended, each different ending once. */
final class Endings {

    /** What tells endings apart: all that is observed but for identities and time. */
    private record Shown(Attachment attachment, SortedSet<String> from, ContextSnapshot snapshot) {}

    private final Map<List<Object>, Observation> endings = new LinkedHashMap<>();
    private long runs;

    /** A run has ended. */
    void add(Observation observation) {
        endings.putIfAbsent(key(observation), observation);
        runs++;
    }

    long runs() {
        return runs;
    }

    Possibilities possibilities(boolean complete) {
        return new Possibilities(
                endings.values().stream().map(end -> new Ending(end, "")).toList(), runs, complete);
    }

    private static List<Object> key(Observation observation) {
        var key = new ArrayList<Object>(observation.attachedTo());
        observation
                .contexts()
                .forEach(
                        context -> key.add(new Shown(context.attachment(), context.reachedFrom(), context.snapshot())));
        return key;
    }
}
