package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a schema says of a context: when it comes into being and what happens to it.
 *
 * @param type the kind of context
 * @param create when it comes into being
 * @param failsOperations whether an open that cannot have it fails
 * @param initial what it holds when it has been created: zeros, but for a text with an initial value
 * @param tracks its statements, in the schema's order
 * @param lazyNames the names of text fields that follow renames of folders above the file
 * @param otherUses where hooks are handed it, or statements of other contexts refer to it: which creates it where it comes
 *     into being on first use
 * @param <T> the context's class
 */
public record ContextBehaviour<T extends ContextSnapshot>(
        ContextType<T> type,
        CreateWhen create,
        boolean failsOperations,
        BiFunction<T, Event, T> initial,
        List<Tracked<T>> tracks,
        List<String> lazyNames,
        List<Use> otherUses) {

    public ContextBehaviour {
        tracks = List.copyOf(tracks);
        lazyNames = List.copyOf(lazyNames);
        otherUses = List.copyOf(otherUses);
    }

    /** When a context comes into being. */
    public enum CreateWhen {
        /** When its object is opened, or the filter is attached to its volume. */
        FIRST_OPEN,
        /** When an operation first tracks it or hands it to a hook. */
        FIRST_USE
    }

    /**
     * A use by a hook or by a statement of another context.
     *
     * @param onSuccess whether it is one only if the operation has succeeded
     */
    public record Use(Operation operation, Phase phase, boolean onSuccess) {}

    /** Statements with the moment at which they run. */
    public record Tracked<T extends ContextSnapshot>(Operation operation, Phase phase, Track<T> track) {}
}
