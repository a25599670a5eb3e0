package dev.perstream.harness.model;

/**
 * Sums and differences as fields of fixed width keep them: what does not fit wraps around. Integers of 64 bits wrap by
 * themselves.
 */
public final class Integers {

    private static final long UINT8_MASK = 0xFF;
    private static final long UINT16_MASK = 0xFFFF;
    private static final long UINT32_MASK = 0xFFFF_FFFFL;

    private Integers() {}

    /** From -128 to 127. */
    public static int int8(long value) {
        return (byte) value;
    }

    /** From 0 to 255. */
    public static int uint8(long value) {
        return (int) (value & UINT8_MASK);
    }

    /** From -32,768 to 32,767. */
    public static int int16(long value) {
        return (short) value;
    }

    /** From 0 to 65,535. */
    public static int uint16(long value) {
        return (int) (value & UINT16_MASK);
    }

    /** The low 32 bits as a signed integer. */
    public static int int32(long value) {
        return (int) value;
    }

    /** The low 32 bits as an unsigned integer. */
    public static long uint32(long value) {
        return value & UINT32_MASK;
    }
}
