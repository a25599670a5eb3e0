package dev.perstream.harness.simulator.report;

import dev.perstream.harness.simulator.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of running a scenario.
 *
 * @param findings in the order in which they were found
 * @param explorations what was tried
 * @param routines what the driver called
 * @param trace the course of the run, where it was asked for and nothing was found
 * @param observations what the scenario's {@code observe} told, each different one of an exploration once
 * @param benchmark how fast it was, where that was asked for
 * @param problem why it did not come to its end: a mistake in the scenario, or a defect of the simulator
 */
public record Report(
        List<Finding> findings,
        List<Exploration> explorations,
        Routines routines,
        List<String> trace,
        List<Sighting> observations,
        Optional<Benchmark> benchmark,
        Optional<Problem> problem) {

    public Report {
        findings = List.copyOf(findings);
        explorations = List.copyOf(explorations);
        trace = List.copyOf(trace);
        observations = List.copyOf(observations);
    }

    /** A report of nothing but a problem. */
    public static Report of(Problem problem) {
        return new Report(
                List.of(), List.of(), Routines.NONE, List.of(), List.of(), Optional.empty(), Optional.of(problem));
    }

    /** Whether everything was run, and nothing was found. */
    public boolean isClean() {
        return findings.isEmpty() && problem.isEmpty();
    }

    /** What the command line returns: 0 clean, 1 findings, otherwise the problem's. */
    public int exitCode() {
        return problem.map(why -> why.kind().exitCode()).orElse(findings.isEmpty() ? 0 : 1);
    }
}
