package dev.perstream.harness.model;

import dev.perstream.harness.context.ContextSnapshot;

/**
 * What statements did to a context.
 *
 * @param state what it holds now, which those who refer to it see even if it is discarded
 * @param discarded whether it is taken off its object
 * @param <T> the context's class
 */
public record Effect<T extends ContextSnapshot>(T state, boolean discarded) {

    /** The context stays where it is. */
    public static <T extends ContextSnapshot> Effect<T> kept(T state) {
        return new Effect<>(state, false);
    }
}
