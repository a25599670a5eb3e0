package dev.perstream.harness.differential;

import java.util.List;

/** Random numbers that a seed determines, on every machine and in every version of Java: SplitMix64. */
final class Dice {

    /** What tells one sequence's seed from the next one's. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    private long next() {
        state += GOLDEN;
        var mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number from 0 on. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** True so many times out of a hundred. */
    boolean percent(int chances) {
        return below(100) < chances;
    }

    /** One of these. */
    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
