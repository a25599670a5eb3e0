package dev.perstream.model;

import java.util.Optional;

/**
 * Where the characters of a text are.
 *
 * @param initial if present, the text is stored behind the context in the same allocation, is given this value when
 *     the context is created, and never changes; if absent, it has a buffer of its own
 */
public record TextPlacement(Optional<OperationValue> initial) {

    /** A buffer of its own. */
    public static final TextPlacement OWN_BUFFER = new TextPlacement(Optional.empty());
}
