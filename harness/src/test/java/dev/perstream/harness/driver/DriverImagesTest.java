package dev.perstream.harness.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.FilterDefinition.DriverFolders;
import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.testing.RequiresToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building a filter's driver from the folders of its sources. */
@RequiresToolchain("gcc")
class DriverImagesTest {

    private static final String ENTRY = """
            #include <ntifs.h>
            NTSTATUS Hook(void);
            NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
            {
                UNREFERENCED_PARAMETER(DriverObject);
                UNREFERENCED_PARAMETER(RegistryPath);
                return Hook();
            }
            """;
    private static final String HOOK = """
            #include <ntifs.h>
            NTSTATUS Hook(void) { return STATUS_SUCCESS; }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    @Test
    void generatedSourcesAndTheAuthorsAreOneDriver() throws IOException {
        write("generated/entry.c", ENTRY);
        write("hooks/hook.c", HOOK);

        var driver = build().orElseThrow();

        assertThat(driver.image().file()).isRegularFile();
        assertThat(driver.folders()).containsExactly(base.resolve("generated"), base.resolve("hooks"));
    }

    @Test
    void whatHasNotChangedIsNotBuiltAgain() throws IOException {
        write("generated/entry.c", ENTRY + HOOK);

        var first = build().orElseThrow().image().file();
        var time = Files.getLastModifiedTime(first);
        var second = build().orElseThrow().image().file();
        write("generated/entry.c", ENTRY + HOOK.replace("STATUS_SUCCESS", "STATUS_UNSUCCESSFUL"));
        var third = build().orElseThrow().image().file();

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(time);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    void sourcesThatAreNotThereAreAProblem() {
        assertThat(problem(build()).message())
                .contains("the sources of the minifilter driver of Test are not there")
                .contains(base.resolve("generated").toString())
                .contains("mvn generate-sources");
    }

    @Test
    void aDriverThatTheSchemaDoesNotHaveIsAProblem() {
        var built = new DriverImages(TestDrivers.simulator(), base).build(definition(), DriverModel.LEGACY);

        assertThat(problem(built).message()).isEqualTo("the schema of Test has no legacy driver; it has [minifilter]");
    }

    @Test
    void sourcesThatDoNotCompileAreAProblemWithTheCompilersWords() throws IOException {
        write("generated/entry.c", "int broken(void) { return nothing; }\n");

        assertThat(problem(build()).kind()).isEqualTo(Problem.Kind.COMPILATION);
        assertThat(problem(build()).text()).contains("entry.c:1:").contains("nothing");
    }

    private Attempt<Driver> build() {
        return new DriverImages(TestDrivers.simulator(), base).build(definition(), DriverModel.MINIFILTER);
    }

    private static FilterDefinition definition() {
        return new FilterDefinition(
                "Test",
                TestDrivers.FINGERPRINT,
                "10.0.19041",
                List.of(),
                Map.of(DriverModel.MINIFILTER, new DriverFolders("generated", "hooks")));
    }

    private static Problem problem(Attempt<Driver> attempt) {
        assertThat(attempt).isInstanceOf(Attempt.Refused.class);
        return ((Attempt.Refused<Driver>) attempt).problem();
    }

    private void write(String name, String text) throws IOException {
        var file = base.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
