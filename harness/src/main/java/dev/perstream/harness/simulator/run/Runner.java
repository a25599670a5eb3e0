package dev.perstream.harness.simulator.run;

import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.report.Routines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        var finished = Command.of(simulation.timeLimit().plus(GRACE), words).run();
        var drivers = simulation.drivers().stream()
                .map(driver -> driver.file().toString())
                .collect(Collectors.toSet());
        var report = report(finished);
        return new Report(
                Resolution.resolve(report.findings(), drivers, addr2line),
                report.explorations(),
                report.routines(),
                report.problem());
    }

    /** What a run of the process says. */
    static Report report(Finished finished) {
        var findings = new ArrayList<Finding>();
        var explorations = new ArrayList<Exploration>();
        var routines = Routines.NONE;
        var mistakes = new ArrayList<String>();
        var noise = new ArrayList<String>();
        var ended = false;
        for (var line : finished.output().lines().toList()) {
            var event = Events.read(line);
            if (event instanceof Event.Found found) {
                findings.add(found.finding());
            } else if (event instanceof Event.Explored explored) {
                explorations.add(explored.exploration());
            } else if (event instanceof Event.Used used) {
                routines = used.routines();
            } else if (event instanceof Event.Mistake mistake) {
                mistakes.add(mistake.message());
            } else if (event instanceof Event.Noise text) {
                noise.add(text.line());
            } else if (event instanceof Event.End) {
                ended = true;
            }
        }
        return new Report(findings, explorations, routines, problem(finished, ended, mistakes, noise));
    }

    private static Optional<Problem> problem(
            Finished finished, boolean ended, List<String> mistakes, List<String> noise) {
        var normal = !finished.outOfTime() && (finished.exitCode() == 0 || finished.exitCode() == FINDINGS);
        if (normal && ended && mistakes.isEmpty()) {
            return Optional.empty();
        }
        if (!finished.outOfTime() && finished.exitCode() == BAD_INPUT) {
            return Optional.of(new Problem(Problem.Kind.INPUT, String.join("\n", mistakes)));
        }
        var words = Stream.of(
                        mistakes.stream(), noise.stream(), finished.errors().lines())
                .flatMap(lines -> lines)
                .toList();
        return Optional.of(new Problem(
                Problem.Kind.SIMULATOR,
                "the simulator's process " + finished.ending() + (ended ? "" : " before the end of its report")
                        + "; this is a defect of the simulator. Its last words:",
                words.subList(Math.max(0, words.size() - LAST_WORDS), words.size())));
    }
}
