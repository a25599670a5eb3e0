package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.Memory;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Memory that grows by blocks, at addresses as a kernel has them. */
final class Heap implements Memory {

    private static final long BASE_OF_64_BITS = 0xFFFF_A000_0000_1000L;
    private static final long BASE_OF_32_BITS = 0x8000_1000L;
    private static final int ALIGNMENT = 16;

    private final TreeMap<Long, Bytes> blocks = new TreeMap<>(Long::compareUnsigned);
    private final Map<Long, String> names = new HashMap<>();
    private long next;

    Heap(Abi abi) {
        this.next = abi.pointerSize() == Long.BYTES ? BASE_OF_64_BITS : BASE_OF_32_BITS;
    }

    /** Takes room for a block. */
    long reserve(int size) {
        var address = next;
        next += (Math.max(size, 1) + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT;
        return address;
    }

    /** Fills a block. */
    void fill(long address, Bytes bytes) {
        blocks.put(address, bytes);
    }

    /** The address of an object: its own, or a new one where only its name is known. */
    long addressOf(Pointer pointer) {
        if (pointer.name().isEmpty()) {
            return pointer.address();
        }
        var name = pointer.name().get();
        var address =
                pointer.address() != 0 ? pointer.address() : addressOf(name).orElseGet(() -> reserve(1));
        names.put(address, name);
        return address;
    }

    SortedMap<Long, Bytes> blocks() {
        return Collections.unmodifiableSortedMap(blocks);
    }

    @Override
    public Optional<Bytes> read(long address, int length) {
        return Optional.ofNullable(blocks.floorEntry(address))
                .flatMap(block -> Memory.of(block.getKey(), block.getValue()).read(address, length));
    }

    @Override
    public Optional<String> nameOf(long address) {
        return Optional.ofNullable(names.get(address));
    }

    private Optional<Long> addressOf(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
