package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.Bytes;
import dev.perstream.harness.abi.Memory;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A context as a driver holds it: its structure and all that it points to, at addresses that stand for those of a kernel.
 * It is memory of its own, from which the context can be read again.
 */
public final class EncodedContext implements Memory {

    private final long address;
    private final int size;
    private final Heap heap;

    private EncodedContext(long address, int size, Heap heap) {
        this.address = address;
        this.size = size;
        this.heap = heap;
    }

    static <T extends ContextSnapshot> EncodedContext of(ContextType<T> type, T snapshot, DriverModel model, Abi abi) {
        var heap = new Heap(abi);
        var address = new StructWriter(heap, model, abi).write(type, snapshot);
        return new EncodedContext(address, (int) type.layoutOf(model, abi).size(), heap);
    }

    /** Where the structure lies, unsigned. */
    public long address() {
        return address;
    }

    /** The bytes of the structure, without what lies behind it. */
    public Bytes structure() {
        return read(address, size).orElseThrow();
    }

    /** All pieces of memory by their addresses: the structure with what lies behind it, and what it points to. */
    public SortedMap<Long, Bytes> blocks() {
        return heap.blocks();
    }

    @Override
    public Optional<Bytes> read(long at, int length) {
        return heap.read(at, length);
    }

    @Override
    public Optional<String> nameOf(long at) {
        return heap.nameOf(at);
    }
}
