package dev.perstream.harness.world;

import java.util.List;

/**
 * What threads that run at the same time can lead to.
 *
 * @param endings each different observation once
 * @param runs how many runs were tried
 * @param complete whether these are all runs within the bounds
 */
public record Possibilities(List<Ending> endings, long runs, boolean complete) {

    public Possibilities {
        endings = List.copyOf(endings);
    }

    /**
     * One way in which it can end.
     *
     * @param observation all contexts when all threads have ended
     * @param replay what repeats a run that ends so; empty on the model
     */
    public record Ending(Observation observation, String replay) {}
}
