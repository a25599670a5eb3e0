package dev.perstream.harness.abi;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that do not change. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] values;

    private Bytes(byte[] values) {
        this.values = values;
    }

    /** A copy of these bytes. */
    public static Bytes of(byte... values) {
        return new Bytes(values.clone());
    }

    /**
     * The bytes that a hexadecimal text names, two digits each, on any number of lines. Blanks and dashes may stand between
     * them. Of lines that begin with an address, as a debugger prints them, what follows the bytes behind two blanks does not
     * count.
     *
     * @throws IllegalArgumentException if the text has another form; the message names the place
     */
    public static Bytes ofHex(String digits) {
        try {
            return new Bytes(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException notPlain) {
            return new Bytes(HexText.bytes(digits));
        }
    }

    /** So many zero bytes. */
    public static Bytes zero(int size) {
        return new Bytes(new byte[size]);
    }

    /** How many they are. */
    public int size() {
        return values.length;
    }

    /**
     * The byte at an index.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public byte at(int index) {
        return values[index];
    }

    /**
     * An unsigned little-endian integer.
     *
     * @param index of its first byte
     * @param size 1 to 8 bytes
     * @throws IndexOutOfBoundsException if not all of them are there
     */
    public long unsigned(int index, int size) {
        var value = 0L;
        for (var i = size - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (values[index + i] & 0xFF);
        }
        return value;
    }

    /**
     * Some of the bytes.
     *
     * @throws IndexOutOfBoundsException if not all of them are there
     */
    public Bytes slice(int from, int size) {
        if (from < 0 || size < 0 || from > values.length - size) {
            throw new IndexOutOfBoundsException(size + " bytes at " + from + " of " + values.length);
        }
        return new Bytes(Arrays.copyOfRange(values, from, from + size));
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(values, bytes.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** Hexadecimal, two digits each. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(values);
    }
}
