package dev.perstream.harness.context;

import java.util.function.Function;

/**
 * A field of a context.
 *
 * @param name as in the schema, in Pascal case
 * @param codec how it lies in memory
 * @param value reads it from a snapshot
 * @param <T> the context's class
 * @param <V> the field's class in Java
 */
public record ContextField<T extends ContextSnapshot, V>(String name, FieldCodec<V> codec, Function<T, V> value) {}
