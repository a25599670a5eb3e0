package dev.perstream.harness.abi;

import java.util.Optional;

/** Memory of a running driver, or of a dump. */
public interface Memory {

    /**
     * Bytes at an address.
     *
     * @param address unsigned
     * @param length 0 or more
     * @return empty if not all of them are known
     */
    Optional<Bytes> read(long address, int length);

    /** What is known to lie at an address, such as {@code "instance on C:"}. */
    default Optional<String> nameOf(long address) {
        return Optional.empty();
    }

    /** Memory of which one piece is known. */
    static Memory of(long start, Bytes bytes) {
        return (address, length) -> {
            var offset = address - start;
            return offset < 0 || length < 0 || offset > bytes.size() - (long) length
                    ? Optional.empty()
                    : Optional.of(bytes.slice((int) offset, length));
        };
    }
}
