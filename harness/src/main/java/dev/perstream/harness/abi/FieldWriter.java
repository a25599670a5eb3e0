package dev.perstream.harness.abi;

/** A field's place in a structure that is being written. */
public interface FieldWriter {

    /** The processor's layout. */
    Abi abi();

    /** Writes the low bytes of an integer, at an offset from the start of the field; 1, 2, 4 or 8 of them. */
    void integer(int offset, int size, long value);

    /** Writes bytes at an offset from the start of the field. */
    void bytes(int offset, Bytes bytes);

    /** Puts bytes elsewhere into memory and returns their address. */
    long place(Bytes bytes);

    /** Puts bytes directly behind the structure, in the same allocation, and returns their address. */
    long placeBehind(Bytes bytes);

    /** Writes a pointer at an offset from the start of the field. */
    default void pointer(int offset, long address) {
        integer(offset, abi().pointerSize(), address);
    }
}
