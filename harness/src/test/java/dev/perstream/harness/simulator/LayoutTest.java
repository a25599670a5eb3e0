package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.process.Command;
import dev.perstream.harness.simulator.process.Finished;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator's headers have the layout and the values of MinGW-w64's, where it has them. */
@RequiresToolchain({"gcc", "clang", "x86_64-w64-mingw32-gcc", "awk"})
class LayoutTest {

    @ParameterizedTest
    @EnumSource
    void theHeadersHaveWindowsLayout(CompilerKind compiler, @TempDir Path folder) {
        var check = Simulators.SOURCES.resolve("layout/check").toAbsolutePath();
        var run = Command.of(
                        Duration.ofMinutes(3),
                        List.of("env", "CC=" + compiler.program(), check.toString(), folder.toString()))
                .run();

        assertThat(run).as("%n%s%s", run.output(), run.errors()).matches(Finished::succeeded);
    }
}
