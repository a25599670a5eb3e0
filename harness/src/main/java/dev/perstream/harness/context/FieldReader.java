package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.DecodeException;
import dev.perstream.harness.abi.Memory;
import java.util.Optional;

/** A field's place in a structure, with the memory around it. */
public interface FieldReader {

    /** The kind of driver that the structure belongs to. */
    DriverModel model();

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

    /**
     * Reads another context.
     *
     * @param address of its structure, not null
     */
    <T extends ContextSnapshot> T context(ContextType<T> type, long address);

    /** The address of the first byte behind the structure; empty where only its bytes are known. */
    Optional<Long> behind();

    /** Bytes directly behind the structure; empty if not all of them are known. */
    Optional<Bytes> bytesBehind(int size);

    /** A pointer's value, at an offset from the start of the field. */
    default long pointer(int offset) {
        return unsigned(offset, abi().pointerSize());
    }

    /** The field's part that begins at an offset, as an element of an array. */
    FieldReader part(int offset, String name);

    /** The mistake of this field, with its name, its offset in the structure and the value that was found. */
    DecodeException mistake(String value, String reason);
}
