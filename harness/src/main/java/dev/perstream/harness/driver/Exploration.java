package dev.perstream.harness.driver;

import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.Sighting;
import dev.perstream.harness.world.Bounds;
import dev.perstream.harness.world.Observation;
import dev.perstream.harness.world.Observed;
import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Possibilities.Ending;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries what threads can lead to, in processes of their own.
 *
 * @param run what tells of failures
 * @param reader of observations
 */
record Exploration(FailedRun run, ObservationReader reader) {

    /** The line of a scenario that asks for it. */
    static String declaration(Bounds bounds) {
        return bounds.randomRuns().isPresent()
                ? "explore random runs " + bounds.randomRuns().getAsLong() + " seed "
                        + Long.toUnsignedString(bounds.seed() & Long.MAX_VALUE)
                : "explore interleavings preemptions " + bounds.preemptions();
    }

    /**
     * Runs a scenario that observes at its end.
     *
     * @throws DriverFailedException if the simulator finds something
     */
    Possibilities explore(List<String> lines) {
        var scenario = run.write(lines);
        var report = run.driver().simulator().run(run.simulation(scenario));
        if (!report.isClean()) {
            throw run.of(report, scenario);
        }
        return possibilities(report, scenario);
    }

    private Possibilities possibilities(Report report, Path scenario) {
        Map<List<Object>, Ending> endings = new LinkedHashMap<>();
        for (var sighting : report.observations()) {
            var observation = observation(sighting, scenario);
            endings.putIfAbsent(
                    content(observation), new Ending(observation, run.command(scenario, sighting.replay())));
        }
        var runs = 0L;
        var complete = true;
        for (var exploration : report.explorations()) {
            runs += exploration.runs();
            complete &= exploration.complete();
        }
        return new Possibilities(List.copyOf(endings.values()), runs, complete);
    }

    private Observation observation(Sighting sighting, Path scenario) {
        try {
            return reader.read(sighting.text());
        } catch (ImpossibleContextException mistake) {
            throw run.of(mistake, "what threads have done", scenario, sighting.replay());
        }
    }

    /** Without addresses and the time of the observation, which differ where nothing else does. */
    private static List<Object> content(Observation observation) {
        return List.of(
                observation.attachedTo(),
                observation.contexts().stream().map(Exploration::content).toList());
    }

    private static List<Object> content(Observed context) {
        return List.of(context.attachment(), context.reachedFrom(), context.snapshot());
    }
}
