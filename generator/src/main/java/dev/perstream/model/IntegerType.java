package dev.perstream.model;

import java.math.BigInteger;

/** The fixed-width integers. */
public enum IntegerType implements FieldType {
    INT8("int8", 8, true),
    UINT8("uint8", 8, false),
    INT16("int16", 16, true),
    UINT16("uint16", 16, false),
    INT32("int32", 32, true),
    UINT32("uint32", 32, false),
    INT64("int64", 64, true),
    UINT64("uint64", 64, false);

    private final String key;
    private final int bits;
    private final boolean signed;

    IntegerType(String key, int bits, boolean signed) {
        this.key = key;
        this.bits = bits;
        this.signed = signed;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** Its width: 8, 16, 32 or 64. */
    public int bits() {
        return bits;
    }

    /** Whether it has negative values, in two's complement. */
    public boolean signed() {
        return signed;
    }

    /** The least value. */
    public BigInteger minimum() {
        return signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
    }

    /** The greatest value. */
    public BigInteger maximum() {
        return BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    }

    /** Whether a value fits. */
    public boolean holds(BigInteger value) {
        return value.compareTo(minimum()) >= 0 && value.compareTo(maximum()) <= 0;
    }
}
