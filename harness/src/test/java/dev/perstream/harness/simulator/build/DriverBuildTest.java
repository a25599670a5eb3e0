package dev.perstream.harness.simulator.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.simulator.process.Workers;
import dev.perstream.harness.simulator.report.Frame;
import dev.perstream.harness.simulator.run.Runner;
import dev.perstream.harness.simulator.run.Simulation;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@RequiresToolchain({"gcc", "clang", "addr2line"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriverBuildTest {

    private static final String ENTRY =
            "NTSTATUS DriverEntry(void *driver) { return driver != 0 ? FltKnown(0) : 1; }\n";

    private final Map<CompilerKind, DriverBuild> builds = new EnumMap<>(CompilerKind.class);
    private Path cache = Path.of("");
    private Path driver = Path.of("");

    @BeforeAll
    void buildTheSimulator(@TempDir Path folder) {
        cache = folder;
        for (var kind : CompilerKind.values()) {
            var toolchain = TinySimulator.toolchain(kind, cache);
            builds.put(
                    kind,
                    new DriverBuild(toolchain, TinySimulator.library(toolchain).orElseThrow()));
        }
    }

    @BeforeEach
    void driverFolder() throws IOException {
        driver = Files.createTempDirectory(cache, "driver");
    }

    @ParameterizedTest
    @EnumSource
    void aDriverRunsAndItsAddressesHaveLines(CompilerKind kind) throws IOException {
        source("Ctx.c", "#include <FLTKERNEL.H>\n#include \"ctxproc.h\"\n" + ENTRY);
        source("CtxProc.h", "#include <string.h>\n");
        var image = build(kind).orElseThrow();

        var report = new Runner(
                        builder(kind).library().runner(),
                        builder(kind).toolchain().addr2line())
                .run(Simulation.of(image, Path.of("scenario.txt")));

        assertThat(report.problem()).isEmpty();
        assertThat(report.findings().get(0).stack().place().map(Frame::text)).hasValue("Ctx.c:3 in DriverEntry");
    }

    @ParameterizedTest
    @EnumSource
    void aRoutineThatIsNotThereIsNamedWithItsCallers(CompilerKind kind) throws IOException {
        var file = source(
                "Ctx.c",
                "#include <fltKernel.h>\nint f(void) { return (int)FltUnknown(1) + FltNowhere(2); }\n" + ENTRY);

        var problem = problem(build(kind));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING_ROUTINES);
        assertThat(problem.text())
                .isEqualTo("the simulator does not have 2 routines that the driver calls:\n"
                        + "  FltNowhere  at " + file + ":2\n"
                        + "  FltUnknown  at " + file + ":2");
    }

    @ParameterizedTest
    @EnumSource
    void aRoutineThatNoHeaderDeclaresIsAnErrorAsWithMicrosoftsCompiler(CompilerKind kind) throws IOException {
        source("Ctx.c", "#include <fltKernel.h>\nint f(void) { return FltUndeclared(2); }\n" + ENTRY);

        var problem = problem(build(kind));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.COMPILATION);
        assertThat(problem.text()).contains("FltUndeclared  at ").contains("Ctx.c:2:");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsToldInTheCompilersWords(CompilerKind kind) throws IOException {
        var file = source("Ctx.c", "#include <fltKernel.h>\nint f(void) { return 1 }\n" + ENTRY);

        var problem = problem(build(kind));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.COMPILATION);
        assertThat(problem.text()).contains(file + ":2:").contains("error: expected ';'");
    }

    @ParameterizedTest
    @EnumSource
    void aRoutineOfTheHostIsNotThere(CompilerKind kind) throws IOException {
        var file = source(
                "Ctx.c", "#include <fltKernel.h>\nint rand(void);\nint f(void) {\n  return rand();\n}\n" + ENTRY);

        var problem = problem(build(kind));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING_ROUTINES);
        assertThat(problem.text())
                .isEqualTo("the simulator does not have rand, which the driver calls:\n  rand  at " + file + ":4");
    }

    @ParameterizedTest
    @EnumSource
    void aVariableThatAHeaderDefinesForAllFilesIsOne(CompilerKind kind) throws IOException {
        source("shared.h", "#include <fltKernel.h>\nint Shared;\n");
        source("a.c", "#include \"shared.h\"\n" + ENTRY);
        source("b.c", "#include \"shared.h\"\nint g(void) { return Shared; }\n");

        assertThat(build(kind)).isInstanceOf(Attempt.Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRoutineThatTwoFilesDefineIsAnError(CompilerKind kind) throws IOException {
        source("a.c", "#include <fltKernel.h>\nint g(void) { return 1; }\n" + ENTRY);
        source("b.c", "int g(void) { return 2; }\n");

        assertThat(problem(build(kind)).text())
                .startsWith("the driver does not link:")
                .contains("`g'");
    }

    @Test
    void whatWasBuiltIsBuiltAgainOnlyIfSomethingChanged() throws IOException {
        source("a.c", "#include \"a.h\"\n#include <fltKernel.h>\n" + ENTRY);
        var header = source("a.h", "#define A 1\n");
        var first = build(CompilerKind.GCC).orElseThrow();
        var unchanged = build(CompilerKind.GCC).orElseThrow();
        Files.writeString(header, "#define A 2\n");
        var changed = build(CompilerKind.GCC).orElseThrow();

        assertThat(unchanged).isEqualTo(first);
        assertThat(changed).isNotEqualTo(first);
    }

    @Test
    void definitionsAndTheWindowsVersionReachTheCompiler() throws IOException {
        source(
                "a.c",
                "#include <fltKernel.h>\n#if X != 7 || NTDDI_VERSION != 0x0A000008 || _WIN32_WINNT != 0x0A00 || !defined(_AMD64_)\n"
                        + "#error wrong\n#endif\n" + ENTRY);
        var sources = DriverSources.of(List.of(driver))
                .orElseThrow()
                .withDefinitions(List.of("X=7"))
                .withWindows(WindowsRelease.of("10.0.19041").orElseThrow());

        assertThat(builder(CompilerKind.GCC).build(sources)).isInstanceOf(Attempt.Done.class);
    }

    @Test
    void aFolderWithoutSourcesSaysWhereTheyMayBe() throws IOException {
        Files.writeString(Files.createDirectory(driver.resolve("filter")).resolve("a.c"), "");

        assertThat(DriverSources.of(List.of(driver)))
                .isEqualTo(Attempt.refused(new Problem(
                        Problem.Kind.INPUT,
                        "no C source lies in the folder " + driver + ", but in " + driver.resolve("filter"))));
    }

    @Test
    void theSimulatorIsCompiledOnceForSeveralAtATime() {
        var toolchain = TinySimulator.toolchain(CompilerKind.GCC, cache.resolve("shared"));
        Callable<SimulatorLibrary> task = () -> TinySimulator.library(toolchain).orElseThrow();
        var folders = new Workers(3).run(Collections.nCopies(3, task));

        assertThat(folders).containsOnly(folders.get(0));
        assertThat(folders.get(0).runner()).isExecutable();
        assertThat(folders.get(0).folder().getParent()).isDirectoryNotContaining("glob:**.unfinished*");
    }

    private Attempt<DriverImage> build(CompilerKind kind) {
        return DriverSources.of(List.of(driver)).then(builder(kind)::build);
    }

    private DriverBuild builder(CompilerKind kind) {
        return Objects.requireNonNull(builds.get(kind));
    }

    private Path source(String name, String text) throws IOException {
        return Files.writeString(driver.resolve(name), text);
    }

    private static Problem problem(Attempt<DriverImage> attempt) {
        assertThat(attempt).isInstanceOf(Attempt.Refused.class);
        return Optional.of(attempt)
                .map(refused -> ((Attempt.Refused<DriverImage>) refused).problem())
                .orElseThrow();
    }
}
