package dev.perstream.harness.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.report.Benchmark.Hotspot;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    private static final String FINDING =
            "{\"type\":\"finding\",\"rule\":\"S11\",\"message\":\"leaked\",\"replay\":\"p1=1\"}";
    private static final String END = "{\"type\":\"end\",\"findings\":0}";

    @TempDir
    Path folder;

    @Test
    void aRunWithoutFindingsIsClean() {
        var report = report(finished(0, END));

        assertThat(report.isClean()).isTrue();
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void findingsAreReportedInTheirOrder() {
        var report = report(finished(1, FINDING + "\n" + FINDING.replace("S11", "S12") + "\n" + END));

        assertThat(report.findings()).extracting("rule").containsExactly("S11", "S12");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void mistakesInAScenarioAreBadInput() {
        var report = report(finished(2, "{\"type\":\"error\",\"message\":\"s.txt:3:7: what?\"}"));

        assertThat(problem(report).kind()).isEqualTo(Problem.Kind.INPUT);
        assertThat(problem(report).message()).isEqualTo("s.txt:3:7: what?");
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @Test
    void aCrashOfTheProcessIsReportedWithItsLastWords() {
        var report = report(finished(139, FINDING + "\n==7==ERROR: something"));

        assertThat(report.findings()).hasSize(1);
        assertThat(problem(report).kind()).isEqualTo(Problem.Kind.SIMULATOR);
        assertThat(problem(report).message()).contains("was ended by signal 11");
        assertThat(problem(report).details()).contains("==7==ERROR: something");
        assertThat(report.exitCode()).isEqualTo(3);
    }

    @Test
    void aReportThatBreaksOffIsNoCleanRun() {
        assertThat(problem(report(finished(0, ""))).message()).contains("before the end of its report");
    }

    @Test
    void findingsThatAreNotToldAreNoCleanRun() {
        var report = report(finished(1, END));

        assertThat(problem(report).kind()).isEqualTo(Problem.Kind.SIMULATOR);
    }

    @Test
    void aBenchmarkSaysWhereTheTimeGoes() {
        var report = report(finished(
                0,
                "{\"type\":\"benchmark\",\"runs\":1000,\"seconds\":0.5,\"points_per_run\":7.5,\"world_bytes\":4096}\n"
                        + "{\"type\":\"profile\",\"samples\":[{\"module\":\"a.so\",\"offset\":1,\"count\":1},"
                        + "{\"module\":\"b.so\",\"offset\":2,\"count\":2},{\"module\":\"a.so\",\"offset\":3,\"count\":5}]}\n"
                        + END));

        assertThat(report.benchmark()).hasValueSatisfying(benchmark -> {
            assertThat(benchmark.runsPerSecond()).isEqualTo(2000);
            assertThat(benchmark.hotspots())
                    .containsExactly(new Hotspot("?", "a.so", 0.75), new Hotspot("?", "b.so", 0.25));
        });
    }

    @Test
    @RequiresToolchain("sh")
    void theProcessGetsWhatTheSimulationSays() throws IOException {
        var runner = runner("echo '{\"type\":\"error\",\"message\":\"'\"$*\"'\"}'; exit 2");
        var simulation = Simulation.of(new DriverImage(Path.of("/d.so")), Path.of("s.txt"))
                .withPreemptions(2)
                .withFaults(1)
                .withRandomRuns(100, 7)
                .withReplay("p1=1")
                .withKeepGoing();

        assertThat(problem(runner.run(simulation)).message())
                .isEqualTo("--driver /d.so --scenario s.txt --replay p1=1 --preemptions 2 --faults 1 --random 100"
                        + " --seed 7 --time-limit 300 --hang-limit 10 --keep-going");
    }

    @Test
    @RequiresToolchain("sh")
    void aProcessThatDoesNotEndIsEnded() throws IOException {
        var started = System.nanoTime();
        var finished = Command.of(
                        Duration.ofMillis(300), runner("sleep 60 & sleep 60").program())
                .run();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
        assertThat(problem(report(finished)).message()).contains("did not end within 0 s");
    }

    private Runner runner(String script) throws IOException {
        var file = folder.resolve("runner");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return new Runner(file, Optional.empty());
    }

    private static Finished finished(int exitCode, String output) {
        return new Finished(Command.of(Duration.ofSeconds(1), List.of("runner")), exitCode, false, output, "");
    }

    private static Report report(Finished finished) {
        return Runner.report(finished, Set.of(), Optional.empty());
    }

    private static Problem problem(Report report) {
        return report.problem().orElseThrow();
    }
}
