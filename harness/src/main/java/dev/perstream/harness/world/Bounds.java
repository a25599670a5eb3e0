package dev.perstream.harness.world;

import java.util.OptionalLong;

/**
 * How much of what threads can do is tried.
 *
 * @param preemptions how often a running thread may be preempted in one run; 0 or more
 * @param randomRuns how many random runs there are, instead of all runs with so many preemptions
 * @param seed of the random runs; the same seed, the same runs
 */
public record Bounds(int preemptions, OptionalLong randomRuns, long seed) {

    /** Two preemptions find nearly all races that there are. */
    public static final Bounds DEFAULT = preemptions(2);

    /**
     * All runs with at most so many preemptions.
     *
     * @throws IllegalArgumentException if the bound is negative
     */
    public static Bounds preemptions(int bound) {
        if (bound < 0) {
            throw new IllegalArgumentException("a thread cannot be preempted " + bound + " times");
        }
        return new Bounds(bound, OptionalLong.empty(), 0);
    }

    /**
     * So many random runs.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Bounds random(long runs, long seed) {
        if (runs < 1) {
            throw new IllegalArgumentException(runs + " runs try nothing");
        }
        return new Bounds(DEFAULT.preemptions, OptionalLong.of(runs), seed);
    }
}
