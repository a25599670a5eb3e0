package dev.perstream.harness.abi;

/** A field's place in a structure, with the memory around it. */
public interface FieldReader {

    /** The processor's layout. */
    Abi abi();

    /** All memory that is known. */
    Memory memory();

    /**
     * An unsigned little-endian integer.
     *
     * @param offset in bytes, from the start of the field
     * @param size 1, 2, 4 or 8 bytes
     */
    long unsigned(int offset, int size);

    /** Bytes of the field itself, at an offset from its start. */
    Bytes bytes(int offset, int size);

    /** A pointer's value, at an offset from the start of the field. */
    default long pointer(int offset) {
        return unsigned(offset, abi().pointerSize());
    }

    /** The mistake of this field, with its name, its offset in the structure and the value that was found. */
    DecodeException mistake(String value, String reason);
}
