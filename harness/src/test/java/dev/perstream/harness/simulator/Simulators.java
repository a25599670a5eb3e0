package dev.perstream.harness.simulator;

import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.harness.simulator.toolchain.CacheFolder;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.harness.simulator.toolchain.Toolchain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The simulator of this build, for tests: compiled once for all of them. */
final class Simulators {

    /** C sources of tests. */
    static final Path SOURCES = Path.of("src/test/simulator");

    private static final Duration HANG_LIMIT = Duration.ofSeconds(5);

    private Simulators() {}

    /** The simulator, compiled. */
    static Simulator of(CompilerKind kind) {
        return Simulator.of(toolchain(kind)).orElseThrow();
    }

    static Toolchain toolchain(CompilerKind kind) {
        var path = Environment.ofThisProcess().searchPath();
        return Toolchain.find(path, new CacheFolder(Path.of("target/simulator")), Optional.of(kind), true)
                .orElseThrow();
    }

    /** Builds a driver and runs a scenario against it. */
    static Report run(Simulator simulator, DriverSources driver, Path scenario) {
        return simulator
                .build(driver)
                .map(image -> simulator.run(
                        Simulation.of(image, scenario).withHangLimit(HANG_LIMIT).withKeepGoing()))
                .orElseThrow();
    }

    static DriverSources sources(Path file, String... definitions) {
        return DriverSources.of(List.of(file)).orElseThrow().withDefinitions(List.of(definitions));
    }

    /** The findings, for the message of a test that fails. */
    static String text(Report report) {
        return report.findings().stream().map(Simulators::text).collect(Collectors.joining("\n", "\n", "\n"))
                + report.problem().map(problem -> problem.text() + "\n").orElse("");
    }

    private static String text(Finding finding) {
        return finding.rule() + ": " + finding.message()
                + finding.stack()
                        .place()
                        .map(Frame::text)
                        .map(place -> " at " + place)
                        .orElse("")
                + finding.replay().map(token -> " (replay " + token + ")").orElse("");
    }
}
