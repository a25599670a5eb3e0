package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.DecodeException;
import java.util.List;

/**
 * How a field lies in memory.
 *
 * @param <V> its class in Java
 */
public interface FieldCodec<V> {

    /** Its type in words of the schema, such as {@code uint32}. */
    String name();

    /** The bytes that it takes in the structure. */
    int size(Abi abi);

    /** What it holds in memory that is all zero. */
    V zero();

    /**
     * Reads it.
     *
     * @throws DecodeException if the bytes are no value of the field, or what they point to is not known
     */
    V decode(FieldReader reader);

    /**
     * Writes it.
     *
     * @throws IllegalArgumentException if the value is not in the field's range
     */
    void encode(V value, FieldWriter writer);

    /** The value as a test's message shows it, on one line. */
    default String text(V value) {
        return String.valueOf(value);
    }

    /** As much of a text as the field keeps: all of it, unless it is a text of limited length. */
    default String kept(String text) {
        return text;
    }

    /** Where two values differ; empty if they do not. */
    default List<Difference.Entry> diff(String path, V left, V right) {
        return left.equals(right) ? List.of() : List.of(new Difference.Entry(path, text(left), text(right)));
    }
}
