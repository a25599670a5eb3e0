package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.report.Exploration;
import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What bounds an exploration, and what it says of its bounds. */
@RequiresToolchain({"gcc", "addr2line"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {

    private static final Path FOLDER = Simulators.SOURCES.resolve("rules");

    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @BeforeAll
    void compileTheSimulator() {
        simulator = Simulators.of(CompilerKind.GCC);
    }

    @Test
    void aLoopIsFoundEvenIfTheTimeIsUpBeforeARunMayBeCalledHanging() {
        var report = simulator.run(simulation("BROKEN=1").withTimeLimit(Duration.ofSeconds(1)));

        assertThat(report.problem()).as(Simulators.text(report)).isEmpty();
        assertThat(report.findings()).extracting(Finding::rule).containsExactly("hang");
        assertThat(report.findings().get(0).stack().place()).isPresent();
    }

    @Test
    void randomRunsAreNeverAllThereAre() {
        var report = simulator.run(simulation("BROKEN=0").withRandomRuns(3, 1));

        assertThat(report.explorations()).extracting(Exploration::runs).containsExactly(3L);
        assertThat(report.explorations()).extracting(Exploration::complete).containsExactly(false);
    }

    private Simulation simulation(String definition) {
        return Simulation.of(driver(definition), FOLDER.resolve("driver.scenario"));
    }

    private DriverImage driver(String definition) {
        var sources = Simulators.sources(FOLDER.resolve("hang.c"), definition).withIncludes(List.of(FOLDER));
        return simulator.build(sources).orElseThrow();
    }
}
