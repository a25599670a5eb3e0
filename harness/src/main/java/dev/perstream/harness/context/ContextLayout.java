package dev.perstream.harness.context;

import java.util.Arrays;
import java.util.List;

/**
 * Where the fields of a context are in memory, for one kind of driver on one processor.
 *
 * @param size of the structure in bytes, without what lies behind it
 * @param offsets of the fields in bytes, in their order
 */
public record ContextLayout(long size, List<Long> offsets) {

    public ContextLayout {
        offsets = List.copyOf(offsets);
    }

    /** A layout given by the size and the offsets of the fields in their order. */
    public static ContextLayout of(long size, long... offsets) {
        return new ContextLayout(size, Arrays.stream(offsets).boxed().toList());
    }
}
