package dev.perstream.harness.model.filter;

import dev.perstream.harness.context.ContextSnapshot;
import dev.perstream.harness.context.ContextType;
import dev.perstream.harness.context.Reference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contexts that an operation reaches, at most one of each kind. */
final class Reached {

    private final List<ContextKind<?>> kinds;
    private final @Nullable LiveContext<?>[] contexts;

    Reached(List<ContextKind<?>> kinds) {
        this.kinds = kinds;
        this.contexts = new LiveContext<?>[kinds.size()];
    }

    /** Another, which nothing is reached in yet. */
    Reached none() {
        return new Reached(kinds);
    }

    void put(int kind, LiveContext<?> context) {
        contexts[kind] = context;
    }

    /** The same without those that hang on a file. */
    Reached withoutFile() {
        var left = new Reached(kinds);
        for (var i = 0; i < contexts.length; i++) {
            left.contexts[i] = kinds.get(i).isOfFile() ? null : contexts[i];
        }
        return left;
    }

    /** The context of a kind, if the operation reaches one. */
    @SuppressWarnings("unchecked")
    <T extends ContextSnapshot> Optional<LiveContext<T>> get(int kind) {
        return Optional.ofNullable((LiveContext<T>) contexts[kind]);
    }

    /** The place of a kind; -1 for one that the filter does not have. */
    int indexOf(ContextType<?> type) {
        for (var i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).behaviour().type() == type) {
                return i;
            }
        }
        return -1;
    }

    <C extends ContextSnapshot> Reference<C> reference(ContextType<C> type) {
        var index = indexOf(type);
        var context = index < 0 ? Optional.<LiveContext<C>>empty() : this.<C>get(index);
        return context.<Reference<C>>map(there -> Reference.toLive(() -> Optional.of(there.snapshot())))
                .orElseGet(Reference::none);
    }
}
