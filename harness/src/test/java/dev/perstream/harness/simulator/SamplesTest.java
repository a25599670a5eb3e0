package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perstream.harness.simulator.build.DriverSources;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Microsoft's minifilter samples, unchanged. They are no part of this project: the property {@code perstream.samples} names the
 * folder that has theirs, {@code filesys/miniFilter} of the Windows driver samples.
 */
@RequiresToolchain({"gcc", "clang", "addr2line"})
@Execution(ExecutionMode.CONCURRENT)
class SamplesTest {

    /** What the samples' own projects define. */
    private static final String DEFINITION = "POOL_NX_OPTIN=1";

    private static final Path SCENARIO = Simulators.SOURCES.resolve("samples/minifilter.scenario");

    @ParameterizedTest
    @CsvSource({
        "nullFilter, GCC", "nullFilter, CLANG",
        "passThrough, GCC", "passThrough, CLANG",
        "ctx, GCC", "ctx, CLANG",
        "delete, GCC", "delete, CLANG",
    })
    void aSampleRunsAsItIs(String sample, CompilerKind compiler) {
        var samples = System.getProperty("perstream.samples", "");
        assumeTrue(
                !samples.isEmpty(),
                "the property perstream.samples does not name the folder of Microsoft's minifilter samples");
        var folder = Path.of(samples, sample);
        assertThat(folder).matches(Files::isDirectory, "is a folder of the samples");

        var driver = DriverSources.of(List.of(folder)).orElseThrow().withDefinitions(List.of(DEFINITION));
        var report = Simulators.run(Simulators.of(compiler), driver, SCENARIO);

        assertThat(report.isClean()).as("%s%s", sample, Simulators.text(report)).isTrue();
    }
}
