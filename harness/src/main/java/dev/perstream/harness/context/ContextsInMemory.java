package dev.perstream.harness.context;

import dev.perstream.harness.abi.Abi;
import dev.perstream.harness.abi.DecodeException;
import dev.perstream.harness.abi.Memory;
import java.util.HashMap;
import java.util.Map;

/**
 * The contexts in a driver's memory at one moment. What is read twice, or is referred to by several, is one object.
 *
 * <p>For one thread.
 */
public final class ContextsInMemory {

    private final Memory memory;
    private final DriverModel model;
    private final Abi abi;
    private final Map<StructReader.Known, ContextSnapshot> known = new HashMap<>();

    /** The contexts of a driver, in memory that does not change. */
    public ContextsInMemory(Memory memory, DriverModel model, Abi abi) {
        this.memory = memory;
        this.model = model;
        this.abi = abi;
    }

    /**
     * Reads a context, with the contexts that it refers to.
     *
     * @param address of its structure, unsigned
     * @throws DecodeException if memory holds no such context
     * @throws IllegalArgumentException if the filter has no such driver
     */
    public <T extends ContextSnapshot> T read(ContextType<T> type, long address) {
        return StructReader.in(memory, address, model, abi, known).read(type);
    }
}
