package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.report.Benchmark;
import dev.perstream.harness.simulator.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the simulator's process and collects what it tells.
 *
 * @param program the process's
 * @param addr2line finds the lines of addresses
 */
public record Runner(Path program, Optional<Path> addr2line) {

    /** How long the process may take to end itself when its time is over. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final int BAD_INPUT = 2;
    private static final int FINDINGS = 1;
    private static final int LAST_WORDS = 15;

    /** Runs a simulation to its end. */
    public Report run(Simulation simulation) {
        var words = new ArrayList<String>();
        words.add(program.toString());
        words.addAll(simulation.arguments());
        var finished = Command.of(
                        simulation.timeLimit().plus(simulation.hangLimit()).plus(GRACE), words)
                .run();
        var drivers = simulation.drivers().stream()
                .map(driver -> driver.file().toString())
                .collect(Collectors.toSet());
        return report(finished, drivers, addr2line);
    }

    /** What a run of the process says. */
    static Report report(Finished finished, Set<String> drivers, Optional<Path> addr2line) {
        var told = Collected.from(finished.output());
        return new Report(
                Resolution.resolve(told.findings, drivers, addr2line),
                told.explorations,
                told.routines,
                told.trace,
                told.sightings,
                told.benchmark.map(benchmark -> new Benchmark(
                        benchmark.runs(),
                        benchmark.seconds(),
                        benchmark.pointsPerRun(),
                        benchmark.worldBytes(),
                        Profile.of(told.samples, drivers, addr2line))),
                problem(finished, told));
    }

    private static Optional<Problem> problem(Finished finished, Collected told) {
        var normal = !finished.outOfTime() && (finished.exitCode() == 0 || finished.exitCode() == FINDINGS);
        var silent = finished.exitCode() == FINDINGS && told.findings.isEmpty();
        if (normal && !silent && told.ended && told.mistakes.isEmpty()) {
            return Optional.empty();
        }
        if (!finished.outOfTime() && finished.exitCode() == BAD_INPUT) {
            return Optional.of(new Problem(
                    Problem.Kind.INPUT,
                    told.mistakes.isEmpty()
                            ? "the simulator does not take its input: " + finished.errors()
                            : String.join("\n", told.mistakes)));
        }
        var words = Stream.of(
                        told.mistakes.stream(),
                        told.noise.stream(),
                        finished.errors().lines())
                .flatMap(lines -> lines)
                .toList();
        return Optional.of(new Problem(
                Problem.Kind.SIMULATOR,
                "the simulator's process " + finished.ending() + (told.ended ? "" : " before the end of its report")
                        + "; this is a defect of the simulator. Its last words:",
                words.subList(Math.max(0, words.size() - LAST_WORDS), words.size())));
    }
}
