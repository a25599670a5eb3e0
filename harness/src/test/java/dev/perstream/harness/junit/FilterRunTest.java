package dev.perstream.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.perstream.harness.fake.FakeSide;
import dev.perstream.harness.fake.TallyFilter;
import dev.perstream.harness.junit.Runs.Outcome;
import dev.perstream.harness.junit.Runs.Ran;
import dev.perstream.harness.world.FileSystem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

class FilterRunTest {

    @Test
    void aClassRunsOnTheModelAndOnTheDriver() {
        assertThat(Runs.of(Good.class, Map.of()))
                .extracting(Ran::text)
                .containsExactly(
                        "minifilter, model: startsFresh PASSED",
                        "minifilter, model: writes PASSED",
                        "minifilter, driver: startsFresh PASSED",
                        "minifilter, driver: writes PASSED");
    }

    @Test
    void aDisagreementFailsTheTestOnTheDriverAndTheNextTestRuns() {
        var ran = Runs.of(Good.class, Map.of("fake.driver", "disagrees"));
        assertThat(ran)
                .extracting(Ran::text)
                .containsExactly(
                        "minifilter, model: startsFresh PASSED",
                        "minifilter, model: writes PASSED",
                        "minifilter, driver: startsFresh PASSED",
                        "minifilter, driver: writes FAILED");
        assertThat(ran.get(3).message())
                .startsWith("minifilter, driver: the model and the driver disagree after step 4");
    }

    @Test
    void withoutACompilerTheDriversTestsAreSkippedWithTheReason() {
        assertThat(Runs.of(Good.class, Map.of("fake.driver", "missing")))
                .extracting(Ran::text, Ran::message)
                .contains(
                        tuple("minifilter, model: writes PASSED", ""),
                        tuple("minifilter, driver: writes SKIPPED", "only the model ran: no compiler"));
    }

    @Test
    void withoutACompilerTheConsoleSaysSoOnceInARun() {
        var console = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Runs.of(Good.class, Map.of("fake.driver", "missing"));
        } finally {
            System.setErr(console);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(
                        "perstream: the tests on the driver are skipped, only the model ran: no compiler\n");
    }

    @Test
    void theStackOfAFailureEndsWithTheTest() {
        assertThat(Runs.of(Wrong.class, Map.of())).extracting(Ran::caller).containsOnly("fails");
    }

    @Test
    void aFailureBeforeAnythingHasHappenedHasNoStory() {
        assertThat(Runs.of(Idle.class, Map.of()).get(0).suppressed()).isEmpty();
    }

    @Test
    void withoutACompilerTheDriversTestsFailWhereTheyAreRequired() {
        var ran = Runs.of(Good.class, Map.of("fake.driver", "missing", "perstream.driver", "required"));
        assertThat(ran.get(3).text()).isEqualTo("minifilter, driver: writes FAILED");
        assertThat(ran.get(3).message()).isEqualTo("no compiler");
    }

    @Test
    void theDriversTestsCanBeSwitchedOff() {
        assertThat(Runs.of(Good.class, Map.of("perstream.driver", "off")))
                .filteredOn(test -> test.outcome() == Outcome.SKIPPED)
                .extracting(Ran::message)
                .containsOnly("perstream.driver is off")
                .isNotEmpty();
    }

    @Test
    void aDriverThatDoesNotCompileFailsItsTests() {
        assertThat(Runs.of(Good.class, Map.of("fake.driver", "broken")))
                .filteredOn(test -> test.outcome() == Outcome.FAILED)
                .extracting(Ran::text, Ran::message)
                .containsExactly(
                        tuple("minifilter, driver: startsFresh FAILED", "a.c:1: expected ;"),
                        tuple("minifilter, driver: writes FAILED", "a.c:1: expected ;"));
    }

    @Test
    void aFailureTellsWhatHappenedBefore() {
        var failed = Runs.of(Wrong.class, Map.of()).get(0);
        assertThat(failed.message()).isEqualTo("wrong");
        assertThat(failed.suppressed()).containsExactly("""
                        minifilter, model, what happened until then:
                        1. load
                        2. mount C:
                             attached to C:
                        3. open h1 = C:\\log.txt
                             + Tally of h1: Opens=1""");
    }

    @Test
    void aParameterWithAnotherValueIsRefused() {
        assertThat(Runs.of(Good.class, Map.of("perstream.driver", "of")))
                .extracting(Ran::message)
                .allMatch(message -> message.contains(
                        "the configuration parameter perstream.driver is \"of\"; it is auto, off or required"));
    }

    @Test
    void nestedClassesAndMethodsBeforeEachTestGetTheSameFilter() {
        assertThat(Runs.of(Outer.class, Map.of()))
                .extracting(Ran::text)
                .containsExactly("Inner: sees PASSED", "Inner: sees PASSED");
    }

    @Test
    void oneSideServesAllTestsOfAClassThatPassAndIsClosedBehindTheLast() {
        FakeSides.MODELS.clear();
        Runs.of(Good.class, Map.of());
        assertThat(FakeSides.MODELS)
                .singleElement()
                .extracting(FakeSide::happened)
                .isEqualTo(List.of("begin 1", "finish", "begin 1", "finish", "close"));
    }

    @Test
    void aSideOnWhichATestFailedIsClosedAtOnce() {
        FakeSides.MODELS.clear();
        Runs.of(Wrong.class, Map.of());
        assertThat(FakeSides.MODELS)
                .singleElement()
                .extracting(FakeSide::happened)
                .isEqualTo(List.of("begin 1", "close"));
    }

    @ClassTemplate
    @ExtendWith(FakeSides.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Good {

        @Test
        void startsFresh(TallyFilter tally) {
            tally.mount(FileSystem.NTFS).open("\\log.txt").close();
            tally.assertClean();
        }

        @Test
        void writes(TallyFilter tally) {
            var a = tally.mount(FileSystem.NTFS).open("\\log.txt").write(0, 100);
            assertThat(tally.tally(a).written()).isEqualTo(100);
        }
    }

    @ClassTemplate
    @ExtendWith(FakeSides.class)
    static class Idle {

        @Test
        void fails(TallyFilter tally) {
            throw new AssertionError("wrong with " + tally.model());
        }
    }

    @ClassTemplate
    @ExtendWith(FakeSides.class)
    static class Wrong {

        @Test
        void fails(TallyFilter tally) {
            tally.mount(FileSystem.NTFS).open("\\log.txt");
            throw new AssertionError("wrong");
        }
    }

    @ClassTemplate
    @ExtendWith(FakeSides.class)
    static class Outer {

        @BeforeEach
        void mount(TallyFilter tally) {
            tally.mount(FileSystem.NTFS).open("\\log.txt");
        }

        @Nested
        class Inner {

            @Test
            void sees(TallyFilter tally) {
                assertThat(tally.trace().entries()).hasSize(3);
            }
        }
    }
}
