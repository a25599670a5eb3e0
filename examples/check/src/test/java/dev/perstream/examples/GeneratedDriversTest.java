package dev.perstream.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples' drivers, explored on each file system: no interleaving and no failing call breaks a rule. */
@RequiresToolchain({"gcc", "addr2line"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class GeneratedDriversTest {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final Path EXAMPLES = Path.of("..");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final List<Driver> DRIVERS = List.of(
            new Driver("audit", "Audit", "minifilter"),
            new Driver("audit", "Audit", "legacy"),
            new Driver("ctx", "Ctx", "minifilter"),
            new Driver("filespy", "FileSpy", "legacy"));
    private static final List<String> FILE_SYSTEMS = List.of("ntfs", "fat", "redirector", "plain");

    private final TreeMap<String, DriverImage> images = new TreeMap<>();

    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /**
     * A generated driver.
     *
     * @param example the module
     * @param filter its name in the schema
     */
    record Driver(String example, String filter, String model) {

        /** What the generator wrote, and what the author did. */
        List<Path> sources() {
            var generated = EXAMPLES.resolve(example)
                    .resolve("target/generated-sources/perstream")
                    .resolve(filter)
                    .resolve(model);
            var own = EXAMPLES.resolve(example).resolve("src/main/driver").resolve(model);
            return Files.isDirectory(own) ? List.of(generated, own) : List.of(generated);
        }

        @Override
        public String toString() {
            return example + " " + model;
        }
    }

    @BeforeAll
    void build() {
        simulator = TestedSimulator.get();
        for (var driver : DRIVERS) {
            var sources = DriverSources.of(driver.sources()).orElseThrow();
            images.put(driver.toString(), simulator.build(sources).orElseThrow());
        }
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("runs")
    void nothingIsFound(Driver driver, String fileSystem, Path scenario) {
        var image = Objects.requireNonNull(images.get(driver.toString()));

        var report = simulator.run(Simulation.of(image, on(fileSystem, scenario))
                .withTimeLimit(LIMIT)
                .withKeepGoing());

        assertThat(report.isClean()).as(text(report)).isTrue();
        assertThat(report.explorations())
                .as("everything within the bounds is tried")
                .allMatch(Exploration::complete);
    }

    static Stream<Arguments> runs() {
        return DRIVERS.stream()
                .flatMap(driver -> FILE_SYSTEMS.stream()
                        .flatMap(
                                fileSystem -> scenarios().map(scenario -> Arguments.of(driver, fileSystem, scenario))));
    }

    private static Stream<Path> scenarios() {
        try (var files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".scenario")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scenario with another file system on its volume. */
    private Path on(String fileSystem, Path scenario) {
        try {
            var text = Files.readString(scenario).replace("volume C: ntfs", "volume C: " + fileSystem);
            return Files.writeString(Files.createTempFile(folder, fileSystem, ".scenario"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Report report) {
        var lines = new ArrayList<String>();
        report.findings().forEach(finding -> lines.add(text(finding)));
        report.problem().ifPresent(problem -> lines.add(problem.text()));
        return lines.stream().collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String text(Finding finding) {
        return finding.rule() + ": " + finding.message()
                + finding.stack().place().map(frame -> " at " + frame.text()).orElse("")
                + finding.replay().map(token -> " (replay " + token + ")").orElse("");
    }
}
