package dev.perstream.harness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.fake.PlainFilter;
import dev.perstream.harness.junit.Runs.Outcome;
import dev.perstream.harness.junit.Runs.Ran;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a filter on its real model and a real driver, which does what no driver should where a test asks for it. */
@RequiresToolchain("gcc")
class FilterTestTest {

    private static final Path SOURCE = Path.of("src/test/simulator/junit/driver/Plain.c");
    private static final String DRIVER = "minifilter, driver";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    @Test
    void aTestRunsOnTheModelAndOnTheDriver() throws IOException {
        assertThat(run(Good.class, source()))
                .extracting(Ran::text)
                .containsExactly("minifilter, model: opens PASSED", "minifilter, driver: opens PASSED");
    }

    @Test
    void aDriverThatCrashesOrHangsFailsItsTestWithTheReportAndTheNextTestRuns() throws IOException {
        var ran = run(Bad.class, source());
        assertThat(ran)
                .filteredOn(test -> test.variant().equals(DRIVER))
                .extracting(Ran::text)
                .containsExactly(
                        "minifilter, driver: aCrash FAILED",
                        "minifilter, driver: bHang FAILED",
                        "minifilter, driver: cLeak FAILED",
                        "minifilter, driver: dGood PASSED");
        assertThat(ran)
                .filteredOn(test -> test.outcome() == Outcome.FAILED)
                .extracting(Ran::message)
                .allMatch(message -> message.contains("Plain.c:") && message.contains("--replay"))
                .satisfiesExactly(
                        crash -> assertThat(crash).contains("when     \"write h1 0 97\""),
                        hang -> assertThat(hang).contains("when     \"write h1 0 98\""),
                        leak -> assertThat(leak).contains("ExAllocatePoolWithTag"));
    }

    @Test
    void aDriverThatDoesNotCompileFailsItsTestsWithTheCompilersWords() throws IOException {
        var ran = run(Good.class, source().replace("return status;\n}", "return nonsense;\n}"));
        assertThat(ran)
                .extracting(Ran::text)
                .containsExactly("minifilter, model: opens PASSED", "minifilter, driver: opens FAILED");
        assertThat(ran.get(1).message()).contains("the driver does not compile", "Plain.c:", "nonsense");
    }

    @Test
    void aDriverOfAnotherSchemaFailsItsTestsWithBothFingerprints() throws IOException {
        var ran = run(Good.class, source().replace("\"0123456789abcdef", "\"ffffffffffffffff"));
        assertThat(ran)
                .extracting(Ran::text)
                .containsExactly("minifilter, model: opens PASSED", "minifilter, driver: opens FAILED");
        assertThat(ran.get(1).message())
                .contains("ffffffffffffffff0123456789abcdef", PlainFilter.DEFINITION.fingerprint(), "mvn clean test");
    }

    @Test
    void aDriverWhoseSourcesAreNotThereFailsItsTests() {
        assertThat(Runs.of(Good.class, parameters()).get(1).message())
                .contains("the sources of the minifilter driver of Plain are not there", "mvn generate-sources");
    }

    private List<Ran> run(Class<?> type, String source) throws IOException {
        Files.createDirectories(base.resolve("driver"));
        Files.writeString(base.resolve("driver/Plain.c"), source);
        return Runs.of(type, parameters());
    }

    private Map<String, String> parameters() {
        var parameters = new HashMap<String, String>();
        parameters.put("perstream.drivers", base.toString());
        parameters.put("perstream.cache", "target/simulator");
        parameters.put("perstream.hang-limit", "1");
        return parameters;
    }

    private static String source() throws IOException {
        return Files.readString(SOURCE);
    }

    @Test
    void aFilterThatIsLoadedAgainHasTheVariablesOfItsFile() throws IOException {
        assertThat(run(Again.class, source()))
                .extracting(Ran::text)
                .containsExactly("minifilter, model: loads PASSED", "minifilter, driver: loads PASSED");
    }

    @FilterTest(PlainFilter.class)
    static class Again {

        @Test
        void loads(PlainFilter plain) {
            var c = plain.mount(FileSystem.NTFS);
            plain.unload();
            assertThat(c.isFiltered()).isFalse();
            plain.load();
            assertThat(c.isFiltered()).isTrue();
        }
    }

    @FilterTest(PlainFilter.class)
    static class Good {

        @Test
        void opens(PlainFilter plain) {
            var c = plain.mount(FileSystem.NTFS);
            try (var a = c.create("\\log.txt")) {
                a.write(0, 100).read(0, 100).rename("\\new.txt");
            }
            plain.expecting(NtStatus.OBJECT_NAME_NOT_FOUND, () -> c.open("\\log.txt", OpenOption.EXISTING));
            assertThat(c.isFiltered()).isTrue();
            plain.assertNoContexts();
        }
    }

    @FilterTest(PlainFilter.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Bad {

        @Test
        void aCrash(PlainFilter plain) {
            write(plain, 97);
        }

        @Test
        void bHang(PlainFilter plain) {
            write(plain, 98);
        }

        @Test
        void cLeak(PlainFilter plain) {
            write(plain, 99);
        }

        @Test
        void dGood(PlainFilter plain) {
            write(plain, 96);
        }

        private static void write(PlainFilter plain, long length) {
            plain.mount(FileSystem.NTFS).open("\\log.txt").write(0, length);
        }
    }
}
