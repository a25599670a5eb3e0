package dev.perstream.harness.simulator.report;

import java.util.List;

/**
 * How fast a scenario is explored.
 *
 * @param runs how many there were
 * @param seconds how long they took
 * @param pointsPerRun how often a thread could have been preempted in one
 * @param worldBytes how much memory is brought back before each
 * @param hotspots where the time goes, the most of it first
 */
public record Benchmark(long runs, double seconds, double pointsPerRun, long worldBytes, List<Hotspot> hotspots) {

    public Benchmark {
        hotspots = List.copyOf(hotspots);
    }

    /** Runs in a second; 0 if nothing was measured. */
    public double runsPerSecond() {
        return seconds > 0 ? runs / seconds : 0;
    }

    /**
     * A routine in which time is spent.
     *
     * @param share of all time, up to 1
     */
    public record Hotspot(String routine, String file, double share) {}
}
