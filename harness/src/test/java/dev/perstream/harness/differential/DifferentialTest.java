package dev.perstream.harness.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.differential.Differential.Found;
import dev.perstream.harness.differential.TinySide.Defect;
import dev.perstream.harness.model.ContextBehaviour;
import dev.perstream.harness.model.ContextBehaviour.CreateWhen;
import dev.perstream.harness.model.FilterDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferentialTest {

    static final FilterDefinition TINY = new FilterDefinition(
            "Tiny",
            "0".repeat(64),
            "10.0.19041",
            List.of(new ContextBehaviour<>(
                    Tally.TYPE, CreateWhen.FIRST_OPEN, false, (zero, event) -> zero, List.of(), List.of(), List.of())),
            Map.of());

    private static Differential differential(Defect defect) {
        return Differential.between(TINY, DriverModel.MINIFILTER, new TinySide(Defect.NONE), new TinySide(defect));
    }

    private static Found found(Defect defect, long seed) {
        return differential(defect).run(seed, 100_000).found().orElseThrow();
    }

    private static List<String> steps(Found found) {
        var first = found.sequence().declarations().lines().size();
        return found.sequence().lines().subList(first, found.sequence().lines().size());
    }

    @Test
    void sidesThatAreTheSameAgree() {
        var outcome = differential(Defect.NONE).run(1, 5_000);

        assertThat(outcome.found()).isEmpty();
        assertThat(outcome.operations()).isBetween(5_000L, 5_200L);
        outcome.assertAgreement();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFieldThatDiffersShrinksToTheStepsItNeeds(long seed) {
        var found = found(Defect.REPLACING_RENAME_KEEPS_NAME, seed);

        assertThat(steps(found))
                .containsExactly("load", "mount C:", "open a = C:\\a.txt", "rename a C:\\b.txt replace");
        assertThat(found.disagreement().lines())
                .containsExactly("Tally of a: Name is \"C:\\b.txt\" on the model, \"C:\\a.txt\" on the driver");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatNeedsTwoHandlesKeepsTwo(long seed) {
        var found = found(Defect.SECOND_HANDLE_NOT_COUNTED, seed);

        assertThat(steps(found)).containsExactly("load", "mount C:", "open a = C:\\a.txt", "open b = C:\\a.txt");
        assertThat(found.disagreement().lines())
                .containsExactly("Tally of a, b: Opens is 2 on the model, 1 on the driver");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anotherOutcomeOfAStepIsFound(long seed) {
        var found = found(Defect.SHARED_LOCK_FAILS, seed);

        assertThat(steps(found))
                .hasSize(4)
                .last()
                .asString()
                .startsWith("lock a 0 ")
                .endsWith(" shared");
        assertThat(found.disagreement().kind()).isEqualTo(Disagreement.Kind.RESULT);
        assertThat(found.disagreement().lines().get(0)).contains("INVALID_PARAMETER");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFindingShrinksLikewise(long seed) {
        var found = found(Defect.POSIX_DELETE_CRASHES, seed);

        assertThat(steps(found)).hasSize(4).last().isEqualTo("delete a posix");
        assertThat(found.disagreement().kind()).isEqualTo(Disagreement.Kind.FINDING);
        assertThat(found.toString()).contains("the driver reads what it has freed");
    }

    @Test
    void aFindingAtTheEndIsFound() {
        var found = found(Defect.LEAKS_AFTER_TRUNCATION_TO_ZERO, 1);

        assertThat(steps(found)).hasSize(4).last().isEqualTo("truncate a 0");
        assertThat(found.disagreement().lines()).containsExactly("S11: a reference is left");
    }

    @Test
    void aContextThatIsReplacedByAnEqualOneIsFound() {
        var found = found(Defect.FLUSH_REPLACES_CONTEXT, 1);

        assertThat(steps(found)).hasSize(4).last().isEqualTo("flush a");
        assertThat(found.disagreement().lines()).first().asString().contains("another one on the driver");
    }

    @Test
    void theSeedOfAFindingBeginsARunWithItsSequence() {
        var found = found(Defect.LEAKS_AFTER_TRUNCATION_TO_ZERO, 7);

        var again = differential(Defect.LEAKS_AFTER_TRUNCATION_TO_ZERO).run(found.seed(), 1);

        assertThat(again.sequences()).isEqualTo(1);
        assertThat(again.found().map(Found::sequence)).contains(found.sequence());
    }

    /** What a seed stands for must be the same for all who are told the seed. */
    @Test
    void aSeedIsTheSameSequenceOnEveryMachine() {
        var lines = new ArrayList<String>();
        LongStream.range(0, 50)
                .forEach(seed ->
                        lines.addAll(differential(Defect.NONE).sequence(seed).lines()));

        assertThat(lines).hasSizeGreaterThan(2_000);
        assertThat(String.join("\n", lines).hashCode()).isEqualTo(450836373);
    }

    @Test
    void sequencesUseAllOperations() {
        var text = new StringBuilder();
        LongStream.range(0, 400)
                .forEach(seed ->
                        text.append(differential(Defect.NONE).sequence(seed)).append('\n'));

        assertThat(List.of(
                        "load",
                        "unload",
                        "attach",
                        "detach",
                        "mount",
                        "dismount",
                        "purge",
                        "shutdown",
                        "open",
                        "query-open",
                        "close",
                        "hold",
                        "release",
                        "read",
                        "write",
                        "rename",
                        "link",
                        "delete",
                        "undelete",
                        "truncate",
                        "allocate",
                        "touch",
                        "stream-file",
                        "query",
                        "list",
                        "query-volume",
                        "flush",
                        "lock",
                        "unlock",
                        "control",
                        "security",
                        "query-ea",
                        "set-ea",
                        "label",
                        "device-control",
                        "quota",
                        "transaction",
                        "commit",
                        "rollback",
                        "pass"))
                .allSatisfy(verb -> assertThat(text.toString()).containsPattern("(?m)^" + verb + "( |$)"));
    }

    @ParameterizedTest
    @EnumSource(Defect.class)
    void aFailureNamesSeedAndScenario(Defect defect) {
        var outcome = differential(defect).run(3, 50_000);

        if (defect == Defect.NONE) {
            outcome.assertAgreement();
        } else {
            assertThatThrownBy(outcome::assertAgreement)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("do not agree")
                    .hasMessageContaining("volume C: ntfs")
                    .hasMessageContaining("seed ")
                    .hasMessageContaining("@FilterTest(TinyFilter.class)");
        }
    }
}
