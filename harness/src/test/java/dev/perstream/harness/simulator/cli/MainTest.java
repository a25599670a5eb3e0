package dev.perstream.harness.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.toolchain.Environment;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void withoutACommandItSaysWhatThereIs() {
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString())
                .contains("Say what to do: run, rules or reference")
                .contains("Usage: simulate");
    }

    @Test
    void theHelpNamesTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:").contains("4   the driver calls routines");
    }

    @Test
    void theRulesAreThoseOfTheSimulator() {
        assertThat(run("rules")).isZero();
        assertThat(out.toString())
                .contains("S11          Every reference is released, on every path\n")
                .contains("irql         A routine was called at an IRQL that it does not allow\n");
    }

    @Test
    void anOptionThatIsNotThereIsBadInput() {
        assertThat(run("run", "s.txt", "--driver", "d", "--preemptoins", "2")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("Unknown options: '--preemptoins'")
                .contains("--preemptions");
    }

    @Test
    void aScenarioThatIsNotThereIsBadInput() {
        assertThat(run("run", "no.txt", "--driver", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).isEqualTo("there is no scenario no.txt\n");
    }

    @Test
    void aFolderIsNoScenario() {
        assertThat(run("run", folder.toString(), "--driver", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).isEqualTo("the scenario " + folder + " is no file that can be read\n");
    }

    @Test
    @RequiresToolchain("sh")
    void whatTakesLongIsToldBeforeItBegins() throws IOException {
        var gcc = Files.writeString(
                folder.resolve("gcc"), "#!/bin/sh\ncase \"$1\" in -*-*) exit 1;; esac\necho gcc 1\nexit 1\n");
        assertThat(gcc.toFile().setExecutable(true)).isTrue();
        var cache = folder.resolve("cache").toString();

        run("run", scenario(), "--driver", folder.toString(), "--no-sanitizers", "--cache", cache);

        assertThat(errors.toString())
                .isEqualTo("simulate: compiling the simulator, once: this may take a minute ...\n");
    }

    @Test
    void aReportThatCannotBeWrittenIsBadInput() throws IOException {
        var blocked = scenario() + "/r.json";

        assertThat(run("run", scenario(), "--driver", folder.toString(), "--format", "json", "--output", blocked))
                .isEqualTo(2);
        assertThat(errors.toString())
                .startsWith("simulate: the report cannot be written to " + blocked + "; --output names another file")
                .doesNotContain("\tat ");
    }

    @Test
    void aMachineWithoutACompilerIsBadInput() throws IOException {
        assertThat(run("run", scenario(), "--driver", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).startsWith("no C compiler: gcc or clang is not on the path.");
    }

    @Test
    void reportsGoWhereTheirOptionsSay() throws IOException {
        var json = folder.resolve("reports/r.json");
        var sarif = folder.resolve("r.sarif");

        assertThat(run(
                        "run",
                        scenario(),
                        "--driver",
                        folder.toString(),
                        "--format",
                        "json",
                        "--output",
                        json.toString(),
                        "--format",
                        "sarif",
                        "--output",
                        sarif.toString()))
                .isEqualTo(2);

        assertThat(json).content().startsWith("{\n  \"version\": 1,");
        assertThat(sarif).content().contains("\"version\": \"2.1.0\"");
        assertThat(out.toString()).isEmpty();
        assertThat(errors.toString()).startsWith("simulate: no C compiler");
    }

    @Test
    void aVersionThatIsNoneIsBadInput() throws IOException {
        assertThat(run("run", scenario(), "--driver", folder.toString(), "--windows", "eleven"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("'eleven' is no version of Windows; write it as 10.0.19041 or 6.1");
    }

    private String scenario() throws IOException {
        return Files.writeString(folder.resolve("s.txt"), "volume C: ntfs\n").toString();
    }

    private int run(String... arguments) {
        var environment = new Environment(Map.of("PATH", folder.toString()), folder, "Linux");
        return Main.commandLine(
                        Console.of(new PrintWriter(out, true), new PrintWriter(errors, true), environment, "simulate"))
                .execute(arguments);
    }
}
