package dev.perstream.harness.driver;

import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The driver's memory at one moment, as far as an observation shows it. */
final class LiveMemory implements Memory {

    private final NavigableMap<Long, Bytes> blocks = new TreeMap<>(Long::compareUnsigned);
    private final Map<Long, String> names = new HashMap<>();

    void add(long address, Bytes bytes) {
        // Of two that begin at one address the longer one knows more.
        blocks.merge(address, bytes, (one, other) -> one.size() >= other.size() ? one : other);
    }

    void name(long address, String name) {
        names.put(address, name);
    }

    @Override
    public Optional<Bytes> read(long address, int length) {
        var block = blocks.floorEntry(address);
        if (block == null || length < 0) {
            return Optional.empty();
        }
        var offset = address - block.getKey();
        return Long.compareUnsigned(offset, block.getValue().size()) > 0
                        || offset > block.getValue().size() - (long) length
                ? Optional.empty()
                : Optional.of(block.getValue().slice((int) offset, length));
    }

    @Override
    public Optional<String> nameOf(long address) {
        return Optional.ofNullable(names.get(address));
    }
}
