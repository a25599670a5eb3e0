package dev.perstream.examples.sensitivity;

import dev.perstream.harness.differential.Differential;
import dev.perstream.harness.driver.Driver;
import dev.perstream.harness.driver.DriverImages;
import dev.perstream.harness.driver.DriverSettings;
import dev.perstream.harness.driver.DriverSide;
import dev.perstream.harness.model.side.ModelSide;
import dev.perstream.harness.simulator.Simulator;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.run.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what is wrong with a driver.
 *
 * @param simulator what runs it
 * @param scenarios the folder of the examples' scenarios
 * @param thorough whether to ask all, or to stop at the first that finds something
 */
record Hunt(Simulator simulator, Path scenarios, boolean thorough) {

    private static final long SEED = 20_261_101;
    private static final long OPERATIONS = 6_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> FILE_SYSTEMS = List.of("ntfs", "redirector");

    /** What can find something, the quickest first. */
    enum Catcher {
        CONTRACT("contract test"),
        DIFFERENTIAL("differential test"),
        SIMULATOR("simulator");

        private final String title;

        Catcher(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * Something that was found.
     *
     * @param by what
     * @param symptom in one line
     */
    record Catch(Catcher by, String symptom) {}

    /**
     * Looks at a driver.
     *
     * @param defect what is probably wrong with it
     * @param base the folder with its sources
     * @throws IllegalArgumentException if it does not compile
     */
    List<Catch> at(Defect defect, Path base) {
        var driver = new DriverImages(simulator, base)
                .build(defect.example().definition(), defect.model())
                .orElseThrow();
        var catches = new ArrayList<Catch>();
        for (var catcher : Catcher.values()) {
            if (catches.isEmpty() || thorough) {
                find(catcher, defect, base, driver).ifPresent(symptom -> catches.add(new Catch(catcher, symptom)));
            }
        }
        return catches;
    }

    private Optional<String> find(Catcher catcher, Defect defect, Path base, Driver driver) {
        return switch (catcher) {
            case CONTRACT ->
                ContractRun.of(defect.example().contract(), defect.model(), base)
                        .firstFailure();
            case DIFFERENTIAL -> byDifference(defect, base, driver);
            case SIMULATOR -> byScenario(driver);
        };
    }

    private static Optional<String> byDifference(Defect defect, Path base, Driver driver) {
        var definition = defect.example().definition();
        try (var model = new ModelSide(definition, defect.model());
                var side = DriverSide.start(driver, DriverSettings.of(base))) {
            return Differential.between(definition, defect.model(), model, side)
                    .first(SEED, OPERATIONS)
                    .map(disagreement -> disagreement.lines().get(0));
        }
    }

    private Optional<String> byScenario(Driver driver) {
        for (var fileSystem : FILE_SYSTEMS) {
            for (var scenario : files()) {
                var report = simulator.run(
                        Simulation.of(driver.image(), on(fileSystem, scenario)).withTimeLimit(LIMIT));
                var finding = report.findings().stream().map(Hunt::text).findFirst();
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        return Optional.empty();
    }

    private static String text(Finding finding) {
        return finding.rule() + ": " + finding.message();
    }

    private List<Path> files() {
        try (var files = Files.list(scenarios)) {
            return files.filter(file -> file.toString().endsWith(".scenario"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path on(String fileSystem, Path scenario) {
        try {
            var text = Files.readString(scenario).replace("volume C: ntfs", "volume C: " + fileSystem);
            var folder = Files.createDirectories(Path.of("target/sensitivity-scenarios", fileSystem));
            var file = folder.resolve(scenario.getFileName().toString());
            synchronized (Hunt.class) {
                return Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
