package dev.perstream.harness.simulator.report;

/**
 * What was tried.
 *
 * @param name such as {@code interleavings}
 * @param preemptions how often a run let another thread go first where it need not
 * @param faults how many calls of a run failed
 * @param runs how many there were
 * @param complete whether these are all within the bounds
 * @param seconds how long it took
 * @param points where a thread could have been preempted, over all runs
 * @param findings how many there were
 */
public record Exploration(
        String name,
        long preemptions,
        long faults,
        long runs,
        boolean complete,
        double seconds,
        long points,
        long findings) {}
