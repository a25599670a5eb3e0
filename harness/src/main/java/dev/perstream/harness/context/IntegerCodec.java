package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import java.util.function.Function;

/**
 * A fixed-width integer.
 *
 * @param bits 8, 16, 32 or 64
 * @param fromLong converts the value, which is in the type's range
 * @param <V> its class in Java
 */
record IntegerCodec<V extends Number>(String name, int bits, boolean signed, Function<Long, V> fromLong)
        implements FieldCodec<V> {

    @Override
    public int size(Abi abi) {
        return bits / Byte.SIZE;
    }

    @Override
    public V zero() {
        return fromLong.apply(0L);
    }

    @Override
    public V decode(FieldReader reader) {
        return fromLong.apply(read(reader));
    }

    @Override
    public void encode(V value, FieldWriter writer) {
        write(value.longValue(), writer);
    }

    @Override
    public String text(V value) {
        return text(value.longValue());
    }

    /** The value with its sign; one of 64 bits without a sign as its bits. */
    long read(FieldReader reader) {
        var raw = reader.unsigned(0, bits / Byte.SIZE);
        var unused = Long.SIZE - bits;
        return signed ? raw << unused >> unused : raw;
    }

    void write(long value, FieldWriter writer) {
        if (bits < Long.SIZE && (value < least() || value > most())) {
            throw writer.mistake(text(value), "is not in the range of " + name + ", " + least() + " to " + most());
        }
        writer.integer(0, bits / Byte.SIZE, value);
    }

    String text(long value) {
        return signed || bits < Long.SIZE ? Long.toString(value) : Long.toUnsignedString(value);
    }

    private long least() {
        return signed ? -(1L << (bits - 1)) : 0;
    }

    private long most() {
        return (1L << (signed ? bits - 1 : bits)) - 1;
    }
}
