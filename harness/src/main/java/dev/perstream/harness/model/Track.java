package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;
import java.util.Optional;

/**
 * The statements of a context for one operation and phase, in order.
 *
 * @param <T> the context's class
 */
@FunctionalInterface
public interface Track<T extends ContextSnapshot> {

    /** What the context holds afterwards; empty if it is taken off its object. */
    Optional<T> apply(T before, Event event);
}
