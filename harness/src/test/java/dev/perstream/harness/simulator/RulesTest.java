package dev.perstream.harness.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.simulator.report.Finding;
import dev.perstream.harness.simulator.report.Report;
import dev.perstream.harness.simulator.toolchain.CompilerKind;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule is found in a driver that breaks it, and not in the same driver once it keeps it. */
@RequiresToolchain({"gcc", "addr2line"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class RulesTest {

    private static final Path FOLDER = Simulators.SOURCES.resolve("rules");

    @SuppressWarnings("NullAway.Init")
    private Simulator simulator;

    @BeforeAll
    void compileTheSimulator() {
        simulator = Simulators.of(CompilerKind.GCC);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void aDriverThatBreaksARuleIsFoundByItsId(String driver) {
        var report = run(driver, "BROKEN=1");

        assertThat(report.problem()).as("%s%s", driver, Simulators.text(report)).isEmpty();
        assertThat(report.findings())
                .as("%s%s", driver, Simulators.text(report))
                .isNotEmpty()
                .extracting(Finding::rule)
                .containsOnly(rule(driver));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void aDriverThatKeepsItPasses(String driver) {
        var report = run(driver, "BROKEN=0");

        assertThat(report.isClean()).as("%s%s", driver, Simulators.text(report)).isTrue();
    }

    @Test
    void everyDriverIsNamedAfterARule() {
        var rules = Simulator.rules().all().stream().map(rule -> rule.id()).toList();

        assertThat(drivers().map(RulesTest::rule)).isSubsetOf(rules);
    }

    @Test
    void everyRuleHasADriverOrAReason() throws IOException {
        var rules = Simulator.rules().all().stream().map(rule -> rule.id()).toList();
        var reasons = Files.readAllLines(FOLDER.resolve("without-driver.txt"));
        var unchecked =
                reasons.stream().map(line -> line.replaceFirst(" .*", "")).toList();

        assertThat(drivers().map(RulesTest::rule).distinct()).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(unchecked).doesNotHaveDuplicates().doesNotContainAnyElementsOf(rules);
        assertThat(reasons).allMatch(line -> line.matches("[A-Z]\\d+ \\S.*"));
    }

    static Stream<String> drivers() {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".c"))
                    .map(name -> name.substring(0, name.length() - 2))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Report run(String driver, String definition) {
        var source = FOLDER.resolve(driver + ".c");
        return Simulators.run(
                simulator,
                Simulators.sources(source, definition).withIncludes(List.of(FOLDER)),
                scenario(driver, source));
    }

    /** What stands behind the first dash tells drivers of one rule apart. */
    private static String rule(String driver) {
        return driver.replaceFirst("-.*", "");
    }

    private static Path scenario(String driver, Path source) {
        var own = FOLDER.resolve(driver + ".scenario");
        if (Files.exists(own)) {
            return own;
        }
        try {
            var text = Files.readString(source);
            return Stream.of("legacy", "driver", "race")
                    .filter(model -> text.contains("#include \"" + model + ".h\""))
                    .findFirst()
                    .map(model -> FOLDER.resolve(model + ".scenario"))
                    .orElse(FOLDER.resolve("minifilter.scenario"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
