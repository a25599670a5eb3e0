package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.build.DriverImage;
import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's own parts, tested by programs in C. */
@RequiresToolchain("gcc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SimulatorUnitTest {

    private static final Path UNITS = Simulators.SOURCES.resolve("unit");
    private static final Path EXECUTIVE = Simulators.SOURCES.resolve("executive");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @BeforeAll
    void compileTheSimulator() {
        simulator = Simulators.of(CompilerKind.GCC);
    }

    /** A program that is linked with the simulator's parts, and whose variables are part of the world. */
    @ParameterizedTest
    @MethodSource("units")
    void aPartDoesWhatItsProgramChecks(String unit, @TempDir Path folder) {
        var program = folder.resolve("unit");
        var objects = simulator.library().objects().stream().map(Path::toString).toList();
        link(program, UNITS.resolve(unit), objects);

        var run = Command.of(LIMIT, program).run();

        assertThat(run).as("%s%s", unit, text(run)).matches(Finished::succeeded);
    }

    /** Cases that a host loads as a driver, each of which has one finding or none. */
    @ParameterizedTest
    @MethodSource("cases")
    void theExecutiveFindsWhatItsCasesBreak(String cases, @TempDir Path folder) {
        var host = folder.resolve("host");
        var library = simulator.library().library();
        link(host, EXECUTIVE.resolve("host.c"), List.of(library.toString(), "-Wl,-rpath," + library.getParent()));
        var image = simulator
                .build(Simulators.sources(EXECUTIVE.resolve(cases)))
                .map(DriverImage::file)
                .orElseThrow();

        var run = Command.of(LIMIT, host, image.toString()).run();

        assertThat(run).as("%s%s", cases, text(run)).matches(Finished::succeeded);
    }

    static Stream<String> units() {
        return sources(UNITS);
    }

    static Stream<String> cases() {
        return sources(EXECUTIVE).filter(name -> !name.equals("host.c"));
    }

    private static Stream<String> sources(Path folder) {
        try (var files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".c"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void link(Path program, Path source, List<String> with) {
        var toolchain = simulator.toolchain();
        var sources = simulator.library().sources();
        var arguments = new ArrayList<>(List.of(
                "-std=gnu11",
                "-fshort-wchar",
                "-fms-extensions",
                "-g",
                "-O1",
                "-fno-omit-frame-pointer",
                "-rdynamic",
                "-I" + sources.resolve("include"),
                "-I" + sources.resolve("core"),
                "-I" + sources,
                "-o",
                program.toString(),
                source.toAbsolutePath().toString()));
        arguments.addAll(toolchain.sanitizers().withoutUndefined().options());
        arguments.addAll(with);
        arguments.addAll(List.of(simulator.library().linkerOptions(), "-ldl", "-lm"));

        var run = toolchain.compiler().run(UNITS.toAbsolutePath(), arguments);

        assertThat(run).as(text(run)).matches(Finished::succeeded);
    }

    private static String text(Finished run) {
        return "\n" + run.output() + run.errors();
    }
}
