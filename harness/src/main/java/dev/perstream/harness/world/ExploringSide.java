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
}
