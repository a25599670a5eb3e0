package dev.perstream.harness;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
        var lines = new ArrayList<String>();
        var before = type.values(cast(was.snapshot()));
        var after = type.values(cast(is.snapshot()));
        for (var index = 0; index < before.size(); index++) {
            if (!Objects.equals(before.get(index), after.get(index))) {
                lines.add(nameOf(is) + ": " + type.fields().get(index).name() + " " + before.get(index) + " -> "
                        + after.get(index));
            }
        }
        return lines;
    }

    @SuppressWarnings("unchecked")
    private static <T extends ContextSnapshot> T cast(ContextSnapshot snapshot) {
        return (T) snapshot;
    }
}
