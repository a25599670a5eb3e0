package dev.perstream.examples.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.examples.TestedSimulator;
import dev.perstream.examples.sensitivity.Hunt.Catch;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drivers with one mistake each. The generated contract test, the differential test or the simulator finds it; which of them
 * is told in {@code target/sensitivity.md}.
 */
@RequiresToolchain({"gcc", "addr2line"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SensitivityTest {

    private static final Path SCENARIOS = Path.of("src/test/scenarios");
    private static final Path TABLE = Path.of("target/sensitivity.md");
    private static final boolean THOROUGH = Boolean.getBoolean("perstream.sensitivity.all");

    private final DefectSources sources = new DefectSources(Path.of("target/defects"));
    private final Map<String, List<Catch>> caught = new ConcurrentSkipListMap<>();

    @SuppressWarnings("NullAway.Init")
    private Hunt hunt;

    @BeforeAll
    void build() {
        hunt = new Hunt(TestedSimulator.get(), SCENARIOS, THOROUGH);
    }

    static Stream<Defect> defects() {
        return (THOROUGH ? Defects.all() : Defects.some()).stream();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void defectIsFound(Defect defect) {
        var catches = hunt.at(defect, sources.write(defect));

        caught.put(defect.toString(), catches);
        assertThat(catches).as("what finds it").isNotEmpty();
    }

    static Stream<Defect> drivers() {
        return Defects.all().stream()
                .map(defect -> new Defect(defect.example(), defect.model(), "nothing is wrong", List.of()))
                .distinct();
    }

    /** One that no longer fits the sources tests nothing. */
    @Test
    void allDefectsFitTheSources() {
        assertThat(Defects.all())
                .allSatisfy(defect -> assertThat(DefectSources.with(defect)).isNotEmpty());
    }

    /** What finds something in a driver without a defect is no catcher. */
    @ParameterizedTest
    @MethodSource("drivers")
    void nothingIsFoundInDriversAsTheyAre(Defect none) {
        assertThat(hunt.at(none, sources.write(none))).isEmpty();
    }

    @Test
    void thereAreAtLeastThirtyDefectsAndAllDiffer() {
        assertThat(Defects.some()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Defects.all()).extracting(Defect::toString).doesNotHaveDuplicates();
    }

    @AfterAll
    void report() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| driver and defect | found by | what was seen |");
        lines.add("|---|---|---|");
        caught.forEach((defect, catches) -> lines.add("| " + defect + " | "
                + catches.stream().map(one -> one.by().title()).collect(Collectors.joining(", "))
                + " | "
                + catches.stream().findFirst().map(one -> cell(one.symptom())).orElse("NOTHING")
                + " |"));
        Files.write(TABLE, lines);
        System.out.println(String.join("\n", lines));
    }

    private static String cell(String text) {
        var line = text.replace('\n', ' ').replace("|", "\\|");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
