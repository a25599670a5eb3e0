package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.ContextField;
import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Reference;
import dev.perstream.harness.model.machine.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A context with what it holds now. One that is taken off its object lives on for those that refer to it.
 *
 * @param <T> the class of its snapshots
 */
final class LiveContext<T extends ContextSnapshot> {

    private final ContextType<T> type;
    private final List<ContextField<T, ?>> references;
    private final long identity;
    private final Mount mount;
    private T state;
    /** How many folders had been renamed when its names were right. */
    private long namesFrom = LazyNames.NEVER;

    private Optional<T> shown = Optional.empty();
    private List<Optional<?>> shownTargets = List.of();

    /**
     * A new context.
     *
     * @param references the fields that refer to other contexts
     * @param identity what tells it from all others
     * @param mount the volume whose attachment of the filter it belongs to
     */
    LiveContext(ContextType<T> type, List<ContextField<T, ?>> references, long identity, Mount mount, T state) {
        this.type = type;
        this.references = references;
        this.identity = identity;
        this.mount = mount;
        this.state = state;
    }

    T state() {
        return state;
    }

    void become(T next) {
        if (next != state) {
            state = next;
            shown = Optional.empty();
        }
    }

    long identity() {
        return identity;
    }

    Mount mount() {
        return mount;
    }

    boolean hasNamesFrom(long renames) {
        return namesFrom == renames;
    }

    void namesAreFrom(long renames) {
        namesFrom = renames;
    }

    /** What it holds, with what those that it refers to hold: the same object as long as nothing of it changes. */
    T snapshot() {
        if (references.isEmpty()) {
            return state;
        }
        var targets = targets();
        if (shown.isEmpty() || !isSame(targets)) {
            shown = Optional.of(frozen());
            shownTargets = targets;
        }
        return shown.orElse(state);
    }

    private List<Optional<?>> targets() {
        var targets = new ArrayList<Optional<?>>(references.size());
        for (var field : references) {
            targets.add(((Reference<?>) field.value().apply(state)).value());
        }
        return targets;
    }

    private boolean isSame(List<Optional<?>> targets) {
        for (var i = 0; i < targets.size(); i++) {
            if (targets.get(i).orElse(null) != shownTargets.get(i).orElse(null)) {
                return false;
            }
        }
        return true;
    }

    private T frozen() {
        var values = new ArrayList<Object>(type.values(state));
        values.replaceAll(value -> value instanceof Reference<?> reference ? reference.frozen() : value);
        return type.of(values);
    }
}
