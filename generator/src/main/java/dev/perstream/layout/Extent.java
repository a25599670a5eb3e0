package dev.perstream.layout;

/**
 * The room that a type takes.
 *
 * @param size in bytes; wider than any structure of a driver, so that one that is too large is seen and does not wrap
 *     around
 * @param alignment in bytes, a power of two
 */
public record Extent(long size, int alignment) {

    public Extent {
        if (size < 0 || alignment < 1 || Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("size " + size + ", alignment " + alignment);
        }
    }

    /** The first multiple of the alignment that is not below an offset. */
    long align(long offset) {
        return Math.addExact(offset, alignment - 1L) & -(long) alignment;
    }
}
