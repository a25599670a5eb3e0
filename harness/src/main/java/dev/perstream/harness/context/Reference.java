package dev.perstream.harness.context;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A counted reference from one context to another. It shows what the other holds now, or, in a snapshot, held then.
 *
 * @param <T> the other's class
 */
public final class Reference<T extends ContextSnapshot> {

    private final Supplier<Optional<T>> target;

    private Reference(Supplier<Optional<T>> target) {
        this.target = target;
    }

    /** A reference to nothing. */
    public static <T extends ContextSnapshot> Reference<T> none() {
        return new Reference<>(Optional::empty);
    }

    /** A reference to a context whose content is known. */
    public static <T extends ContextSnapshot> Reference<T> to(T snapshot) {
        return new Reference<>(() -> Optional.of(snapshot));
    }

    /** A reference to a context that may change. */
    public static <T extends ContextSnapshot> Reference<T> toLive(Supplier<Optional<T>> target) {
        return new Reference<>(target);
    }

    /** What the other holds; empty if there is no other. */
    public Optional<T> value() {
        return target.get();
    }

    /** The same reference with what the other holds now. */
    public Reference<T> frozen() {
        return value().map(Reference::to).orElseGet(Reference::none);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reference<?> reference && value().equals(reference.value());
    }

    @Override
    public int hashCode() {
        return Objects.hash(value());
    }

    @Override
    public String toString() {
        return value().map(Object::toString).orElse("none");
    }
}
