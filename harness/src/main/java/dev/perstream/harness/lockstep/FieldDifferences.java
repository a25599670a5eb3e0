package dev.perstream.harness.lockstep;

import dev.perstream.harness.context.ContextField;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Difference;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.world.Observed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which fields contexts differ. What is behind a reference is left out where it is one of the pairs itself, or each
 * difference of a stream's context would be listed again for each of its handles.
 *
 * @param pairs contexts of one place that differ
 */
record FieldDifferences(List<Pair> pairs) {

    FieldDifferences {
        pairs = List.copyOf(pairs);
    }

    /** What stands in one place on the model and on the driver. */
    record Pair(Observed model, Observed driver) {

        private boolean holds(ContextSnapshot onModel, ContextSnapshot onDriver) {
            return model.snapshot().equals(onModel) && driver.snapshot().equals(onDriver);
        }
    }

    /** A line for each field in which a pair differs. */
    List<String> lines() {
        return pairs.stream()
                .flatMap(pair -> lines(pair.model().snapshot().contextType(), pair))
                .toList();
    }

    private <T extends ContextSnapshot> Stream<String> lines(ContextType<T> type, Pair pair) {
        var right = type.cast(pair.driver().snapshot());
        if (right.isEmpty()) {
            return Stream.of(
                    "on the model: " + pair.model().text(),
                    "on the driver: " + pair.driver().text());
        }
        var left = type.cast(pair.model().snapshot()).orElseThrow();
        return fields("", type, left, right.get())
                .map(field -> pair.model().name() + ": " + field.path() + " is " + field.left() + " on the model, "
                        + field.right() + " on the driver");
    }

    private <T extends ContextSnapshot> Stream<Difference.Entry> fields(
            String path, ContextType<T> type, T left, T right) {
        return type.fields().stream().flatMap(field -> field(path + field.name(), field, left, right));
    }

    private <T extends ContextSnapshot, V> Stream<Difference.Entry> field(
            String path, ContextField<T, V> field, T left, T right) {
        var onModel = field.value().apply(left);
        var onDriver = field.value().apply(right);
        var from = target(onModel);
        var to = target(onDriver);
        if (from.isEmpty() || to.isEmpty()) {
            return field.codec().diff(path, onModel, onDriver).stream();
        }
        return behind(path, from.get().contextType(), from.get(), to.get());
    }

    /** References of one field are to contexts of one kind. */
    private <T extends ContextSnapshot> Stream<Difference.Entry> behind(
            String path, ContextType<T> type, ContextSnapshot from, ContextSnapshot to) {
        if (pairs.stream().anyMatch(pair -> pair.holds(from, to))) {
            return Stream.empty();
        }
        return fields(
                path + ".", type, type.cast(from).orElseThrow(), type.cast(to).orElseThrow());
    }

    private static Optional<? extends ContextSnapshot> target(Object value) {
        return value instanceof Reference<?> reference ? reference.value() : Optional.empty();
    }
}
