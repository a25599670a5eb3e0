package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;

/**
 * The statements of a context for one operation and phase, in order.
 *
 * @param <T> the context's class
 */
@FunctionalInterface
public interface Track<T extends ContextSnapshot> {

    /** What the context holds afterwards, and whether it is taken off its object. */
    Effect<T> apply(T before, Event event);
}
