package dev.perstream.harness.world;

import java.util.List;

/** A side on which threads can be run at the same time, in all orders. */
public interface ExploringSide extends Side {

    /**
     * Tries what threads can lead to that all start now. Afterwards everything is as it was before: none of their steps has
     * been carried out.
     *
     * @param threads at most 8
     */
    Possibilities explore(List<ThreadSteps> threads, Bounds bounds);

    /**
     * The same with threads that interrupt each other within operations, on a side that otherwise takes each as a whole.
     *
     * @param interruptions at most how many
     */
    default Possibilities exploreInterrupted(List<ThreadSteps> threads, int interruptions) {
        return explore(threads, Bounds.preemptions(interruptions));
    }
}
