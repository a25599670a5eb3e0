package dev.perstream.harness.differential;

import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a context that lives on for the model lives on for the driver, too, and was not replaced by another with the
 * same content. It takes moments that are equal otherwise.
 */
final class Continuity {

    private Map<Long, Long> before = Map.of();

    /** Goes on to the next moment; says which contexts the driver replaced. */
    List<String> next(Observation model, Observation driver) {
        var now = new HashMap<Long, Long>();
        var lines = new ArrayList<String>();
        var contexts = model.contexts();
        for (var i = 0; i < Math.min(contexts.size(), driver.contexts().size()); i++) {
            if (!isUnique(contexts, i)) {
                continue;
            }
            var identity = driver.contexts().get(i).identity();
            now.put(contexts.get(i).identity(), identity);
            var former = before.get(contexts.get(i).identity());
            if (former != null && former != identity) {
                lines.add(contexts.get(i).snapshot().contextType().name() + " of "
                        + String.join(", ", contexts.get(i).reachedFrom())
                        + ": the same as before on the model, but another one on the driver");
            }
        }
        before = now;
        return lines;
    }

    /** Contexts are sorted by where they are reached from: those with one place stand side by side. */
    private static boolean isUnique(List<Observed> contexts, int index) {
        return !(index > 0 && samePlace(contexts.get(index - 1), contexts.get(index)))
                && !(index + 1 < contexts.size() && samePlace(contexts.get(index), contexts.get(index + 1)));
    }

    private static boolean samePlace(Observed one, Observed other) {
        return one.attachment() == other.attachment() && one.reachedFrom().equals(other.reachedFrom());
    }
}
