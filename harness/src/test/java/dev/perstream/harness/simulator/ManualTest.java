package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manual of the simulator says what it does. */
class ManualTest {

    private static final Path MANUAL = Path.of("../docs/simulator.md");
    private static final Pattern REFERENCE =
            Pattern.compile("<!-- reference -->\n\n(.*)\n<!-- end of reference -->", Pattern.DOTALL);

    @Test
    @RequiresToolchain("gcc")
    void theReferenceOfScenariosIsTheSimulatorsOwn() throws IOException {
        var reference = REFERENCE.matcher(Files.readString(MANUAL));

        assertThat(reference.find()).isTrue();
        assertThat(reference.group(1)).isEqualTo(Simulators.of(CompilerKind.GCC).reference());
    }
}
