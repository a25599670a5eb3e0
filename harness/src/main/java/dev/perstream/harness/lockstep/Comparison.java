package dev.perstream.harness.lockstep;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.lockstep.FieldDifferences.Pair;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * What differs between the contexts that the model shows and those that the driver shows. Addresses and the machine's time
 * do not count; what the contexts hold of them does.
 */
public final class Comparison {

    private Comparison() {}

    /** The differences in words, one line for each field, context or volume; empty if both show the same. */
    public static List<String> differences(Observation model, Observation driver) {
        var onModel = new ArrayList<>(model.contexts());
        var onDriver = new ArrayList<>(driver.contexts());
        onModel.removeIf(
                context -> take(onDriver, other -> isSame(context, other)).isPresent());
        var pairs = new ArrayList<Pair>();
        onModel.removeIf(context -> {
            var partner = take(onDriver, other -> key(other).equals(key(context)));
            partner.ifPresent(other -> pairs.add(new Pair(context, other)));
            return partner.isPresent();
        });
        var lines = new ArrayList<>(new FieldDifferences(pairs).lines());
        onModel.forEach(context -> lines.add("only on the model: " + context.text()));
        onDriver.forEach(context -> lines.add("only on the driver: " + context.text()));
        if (!model.attachedTo().equals(driver.attachedTo())) {
            lines.add("attached to " + volumes(model) + " on the model, to " + volumes(driver) + " on the driver");
        }
        return lines;
    }

    private static boolean isSame(Observed one, Observed other) {
        return key(one).equals(key(other)) && one.snapshot().equals(other.snapshot());
    }

    private static Key key(Observed context) {
        return new Key(context.attachment(), context.reachedFrom());
    }

    private static String volumes(Observation observation) {
        return observation.attachedTo().isEmpty()
                ? "no volume"
                : String.join(
                        ", ",
                        observation.attachedTo().stream()
                                .map(letter -> letter + ":")
                                .toList());
    }

    private static Optional<Observed> take(List<Observed> contexts, Predicate<Observed> wanted) {
        var found = contexts.stream().filter(wanted).findFirst();
        found.ifPresent(contexts::remove);
        return found;
    }

    /** What tells contexts apart that are the same on both sides. */
    private record Key(Attachment attachment, SortedSet<String> reachedFrom) {}
}
