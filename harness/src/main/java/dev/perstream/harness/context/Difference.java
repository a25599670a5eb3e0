package dev.perstream.harness.context;

import java.util.List;
import java.util.stream.Collectors;

/**
 * In what two snapshots of a context differ.
 *
 * @param entries in the order of the fields; none if they are equal
 */
public record Difference(List<Entry> entries) {

    public Difference {
        entries = List.copyOf(entries);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** A line for each field: {@code OpenCount: 1, but 2}. */
    @Override
    public String toString() {
        return isEmpty()
                ? "no difference"
                : entries.stream().map(Entry::toString).collect(Collectors.joining("\n"));
    }

    /**
     * A field that differs.
     *
     * @param path its name; behind a reference's name that of the other context's field: {@code Stream.OpenCount}
     * @param left the one value, as it is shown
     * @param right the other value, as it is shown
     */
    public record Entry(String path, String left, String right) {

        @Override
        public String toString() {
            return path + ": " + left + ", but " + right;
        }
    }
}
