package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;

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

    /** Puts another context elsewhere into memory and returns its address. */
    <T extends ContextSnapshot> long place(ContextType<T> type, T snapshot);

    /** The address of an object: its own, or one that stands for it where only its name is known. */
    long addressOf(Pointer pointer);

    /** Writes a pointer at an offset from the start of the field. */
    default void pointer(int offset, long address) {
        integer(offset, abi().pointerSize(), address);
    }

    /** The field's part that begins at an offset, as an element of an array. */
    FieldWriter part(int offset, String name);

    /** The mistake of a value that the field cannot hold. */
    IllegalArgumentException mistake(String value, String reason);
}
