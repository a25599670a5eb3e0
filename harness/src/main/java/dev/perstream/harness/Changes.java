package dev.perstream.harness;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became different from one moment to the next, in words. */
final class Changes {

    private Changes() {}

    static List<String> between(Observation before, Observation after) {
        var lines = new ArrayList<String>();
        var former = byIdentity(before);
        for (var context : byIdentity(after).values()) {
            var was = former.remove(context.identity());
            if (was == null
                    || was.snapshot().contextType() != context.snapshot().contextType()) {
                lines.add("+ " + nameOf(context) + ": " + context.snapshot());
            } else {
                lines.addAll(fields(context.snapshot().contextType(), was, context));
            }
        }
        former.values().forEach(gone -> lines.add("- " + nameOf(gone)));
        after.attachedTo().stream()
                .filter(volume -> !before.attachedTo().contains(volume))
                .forEach(volume -> lines.add("attached to " + volume + ":"));
        before.attachedTo().stream()
                .filter(volume -> !after.attachedTo().contains(volume))
                .forEach(volume -> lines.add("detached from " + volume + ":"));
        return lines;
    }

    /** A context by its kind and by what it is reached from. */
    static String nameOf(Observed context) {
        return context.snapshot().contextType() + " of " + String.join(", ", context.reachedFrom());
    }

    private static Map<Long, Observed> byIdentity(Observation observation) {
        var contexts = new LinkedHashMap<Long, Observed>();
        observation.contexts().forEach(context -> contexts.put(context.identity(), context));
        return contexts;
    }

    private static <T extends ContextSnapshot> List<String> fields(ContextType<T> type, Observed was, Observed is) {
        var before = type.cast(was.snapshot()).orElseThrow();
        var after = type.cast(is.snapshot()).orElseThrow();
        return type.diff(before, after).entries().stream()
                .map(field -> nameOf(is) + ": " + field.path() + " " + field.left() + " -> " + field.right())
                .toList();
    }
}
