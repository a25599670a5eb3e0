package dev.perstream.harness.world;

import dev.perstream.harness.context.Attachment;
import dev.perstream.harness.context.ContextField;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Reference;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A context that is there.
 *
 * @param attachment what it is attached to
 * @param reachedFrom the names of the handles or the transaction through which it is reached, or its volume as
 *     {@code "C:"}; for one whose object nobody has open {@code "C: kept"}
 * @param snapshot what it holds
 * @param identity what tells it from others on the same side: its address, or a number of the model's
 */
public record Observed(Attachment attachment, SortedSet<String> reachedFrom, ContextSnapshot snapshot, long identity) {

    public Observed {
        reachedFrom = Collections.unmodifiableSortedSet(new TreeSet<>(reachedFrom));
    }

    /** What it is, and what it is reached from: {@code StreamState of h1, h2}. */
    public String name() {
        return snapshot.contextType() + " of " + String.join(", ", reachedFrom);
    }

    /** Its name and what it holds, but for the fields that are still zero; on one line. */
    public String text() {
        var content = content(snapshot.contextType());
        return name() + ": " + (content.isEmpty() ? "all zero" : content);
    }

    private <T extends ContextSnapshot> String content(ContextType<T> type) {
        var values = type.cast(snapshot).orElseThrow();
        var zero = type.zero();
        return type.fields().stream()
                .flatMap(field -> text(field, zero, values).stream())
                .collect(Collectors.joining(", "));
    }

    private static <T extends ContextSnapshot, V> Optional<String> text(ContextField<T, V> field, T zero, T values) {
        var value = field.value().apply(values);
        if (value.equals(field.value().apply(zero))) {
            return Optional.empty();
        }
        var shown = value instanceof Reference<?> reference
                ? reference.value().map(other -> "a " + other.contextType()).orElse("none")
                : field.codec().text(value);
        return Optional.of(field.name() + "=" + shown);
    }
}
