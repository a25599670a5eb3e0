package dev.perstream.harness.world;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** What the model and the driver show at the same moment, held against each other. */
public final class Comparison {

    private final Observation model;
    private final Observation driver;
    private final List<String> lines = new ArrayList<>();

    private Comparison(Observation model, Observation driver) {
        this.model = model;
        this.driver = driver;
    }

    /**
     * Where the two differ, field by field, a line each.
     *
     * @return empty if they agree
     */
    public static List<String> differences(Observation model, Observation driver) {
        if (agree(model, driver)) {
            return List.of();
        }
        var comparison = new Comparison(model, driver);
        comparison.compareContexts();
        comparison.compareVolumes();
        if (!model.time().equals(driver.time())) {
            comparison.lines.add("time: " + model.time() + " on the model, but " + driver.time() + " on the driver");
        }
        return List.copyOf(comparison.lines);
    }

    /** The common case, without looking for the place. */
    private static boolean agree(Observation model, Observation driver) {
        if (model.contexts().size() != driver.contexts().size()
                || !model.attachedTo().equals(driver.attachedTo())
                || !model.time().equals(driver.time())) {
            return false;
        }
        for (var i = 0; i < model.contexts().size(); i++) {
            if (!same(model.contexts().get(i), driver.contexts().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Observed one, Observed other) {
        return one.attachment() == other.attachment()
                && one.reachedFrom().equals(other.reachedFrom())
                && one.snapshot().equals(other.snapshot());
    }

    private void compareContexts() {
        var ofModel = byPlace(model);
        var ofDriver = byPlace(driver);
        var places = new TreeMap<String, Boolean>();
        ofModel.keySet().forEach(place -> places.put(place, true));
        ofDriver.keySet().forEach(place -> places.put(place, true));
        for (var place : places.keySet()) {
            compare(place, ofModel.getOrDefault(place, List.of()), ofDriver.getOrDefault(place, List.of()));
        }
    }

    /** Contexts by what they are attached to; several where they are reached from the same names. */
    private static Map<String, List<Observed>> byPlace(Observation observation) {
        var places = new TreeMap<String, List<Observed>>();
        observation
                .contexts()
                .forEach(context -> places.computeIfAbsent(place(context), any -> new ArrayList<>())
                        .add(context));
        return places;
    }

    private static String place(Observed context) {
        return context.snapshot().type().name() + " of " + String.join(", ", context.reachedFrom());
    }

    private void compare(String place, List<Observed> ofModel, List<Observed> ofDriver) {
        var left = snapshots(ofModel);
        var right = snapshots(ofDriver);
        List.copyOf(left).forEach(snapshot -> {
            if (right.remove(snapshot)) {
                left.remove(snapshot);
            }
        });
        var pairs = Math.min(left.size(), right.size());
        for (var i = 0; i < pairs; i++) {
            compare(place, left.get(i), right.get(i));
        }
        left.subList(pairs, left.size()).forEach(one -> lines.add(place + ": on the model only: " + one));
        right.subList(pairs, right.size()).forEach(one -> lines.add(place + ": on the driver only: " + one));
    }

    private static List<ContextSnapshot> snapshots(List<Observed> contexts) {
        return new ArrayList<>(contexts.stream()
                .map(Observed::snapshot)
                .sorted(Comparator.comparing(Object::toString))
                .toList());
    }

    private void compare(String place, ContextSnapshot ofModel, ContextSnapshot ofDriver) {
        var values = values(ofModel.type(), ofModel);
        var others = values(ofDriver.type(), ofDriver);
        for (var i = 0; i < values.size(); i++) {
            if (!Objects.equals(values.get(i), others.get(i))) {
                lines.add(place + ": " + ofModel.type().fields().get(i).name() + ": " + values.get(i)
                        + " on the model, but " + others.get(i) + " on the driver");
            }
        }
    }

    @SuppressWarnings("unchecked") // a snapshot is of its own type
    private static <T extends ContextSnapshot> List<Object> values(ContextType<T> type, ContextSnapshot snapshot) {
        Function<T, List<Object>> values = type::values;
        return values.apply((T) snapshot);
    }

    private void compareVolumes() {
        model.attachedTo().stream()
                .filter(volume -> !driver.attachedTo().contains(volume))
                .forEach(volume -> lines.add("attached to " + volume + ": on the model only"));
        driver.attachedTo().stream()
                .filter(volume -> !model.attachedTo().contains(volume))
                .forEach(volume -> lines.add("attached to " + volume + ": on the driver only"));
    }
}
