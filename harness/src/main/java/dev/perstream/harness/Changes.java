package dev.perstream.harness;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Difference.Entry;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became different from one moment to the next, in words. */
final class Changes {

    private Changes() {}

    static List<String> between(Observation before, Observation after) {
        var lines = new ArrayList<String>();
        var former = byIdentity(before);
        var changed = new LinkedHashMap<Observed, List<Entry>>();
        for (var context : byIdentity(after).values()) {
            var type = context.snapshot().contextType();
            var was = Optional.ofNullable(former.get(context.identity()))
                    .filter(same -> same.snapshot().contextType() == type);
            was.ifPresent(same -> former.remove(same.identity()));
            was.ifPresentOrElse(
                    same -> changed.put(context, fields(type, same, context)), () -> lines.add("+ " + context.text()));
        }
        lines.addAll(changes(changed));
        former.values().forEach(gone -> lines.add("- " + gone.name()));
        missing(after, before).forEach(volume -> lines.add("attached to " + volume + ":"));
        missing(before, after).forEach(volume -> lines.add("detached from " + volume + ":"));
        return lines;
    }

    /** What is seen through a reference only is told; what is seen at the context itself is not told twice. */
    private static List<String> changes(Map<Observed, List<Entry>> changed) {
        var direct = changed.values().stream()
                .flatMap(List::stream)
                .filter(field -> field.path().indexOf('.') < 0)
                .collect(Collectors.toSet());
        return changed.entrySet().stream()
                .flatMap(context -> context.getValue().stream()
                        .filter(field -> field.path().indexOf('.') < 0 || !direct.contains(last(field)))
                        .map(field -> context.getKey().name() + ": " + field.path() + " " + field.left() + " -> "
                                + field.right()))
                .toList();
    }

    private static Entry last(Entry field) {
        return new Entry(field.path().substring(field.path().lastIndexOf('.') + 1), field.left(), field.right());
    }

    private static List<Character> missing(Observation from, Observation in) {
        return from.attachedTo().stream()
                .filter(volume -> !in.attachedTo().contains(volume))
                .toList();
    }

    private static Map<Long, Observed> byIdentity(Observation observation) {
        var contexts = new LinkedHashMap<Long, Observed>();
        observation.contexts().forEach(context -> contexts.put(context.identity(), context));
        return contexts;
    }

    private static <T extends ContextSnapshot> List<Entry> fields(ContextType<T> type, Observed was, Observed is) {
        return type.diff(
                        type.cast(was.snapshot()).orElseThrow(),
                        type.cast(is.snapshot()).orElseThrow())
                .entries();
    }
}
