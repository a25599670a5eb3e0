package dev.perstream.emit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.SampleFilters;
import dev.perstream.emit.Placement;
import dev.perstream.emit.c.Templates;
import dev.perstream.model.DriverModel;
import dev.perstream.model.WindowsVersion;
import dev.perstream.output.Owner;
import dev.perstream.output.PlannedFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which files make a driver's folder complete, and what its Makefile says. */
class MingwKitTest {

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void everyFileIsPlumbingInTheDriversOwnFolder(DriverModel model) {
        assertThat(kit(model, Placement.TOGETHER))
                .allSatisfy(file -> {
                    assertThat(file.owner()).isEqualTo(Owner.PLUMBING);
                    assertThat(file.path()).startsWith(model.key() + "/");
                    assertThat(file.content())
                            .endsWith("\n")
                            .doesNotContain("\r")
                            .doesNotContain("${");
                })
                .extracting(PlannedFile::path)
                .doesNotHaveDuplicates()
                .contains(model.key() + "/Makefile", model.key() + "/mingw/ntifs.h");
    }

    @Test
    void aMinifilterBringsEveryFileOfTheKit() throws IOException, URISyntaxException {
        assertThat(KitFiles.of(DriverModel.MINIFILTER)).containsExactlyInAnyOrderElementsOf(filesOfTheKit());
    }

    @Test
    void aLegacyFilterBringsNothingOfTheFilterManager() {
        assertThat(kit(DriverModel.LEGACY, Placement.TOGETHER))
                .extracting(PlannedFile::path)
                .noneMatch(path -> path.contains("flt"));
        assertThat(makefile(DriverModel.LEGACY, Placement.TOGETHER)).contains("NEEDS_FLTMGR := no");
        assertThat(makefile(DriverModel.MINIFILTER, Placement.TOGETHER)).contains("NEEDS_FLTMGR := yes");
    }

    @Test
    void theMakefileNamesTheSourcesAndWhereTheAuthorsAre() {
        assertThat(makefile(DriverModel.LEGACY, new Placement("../../src/main/driver")))
                .contains("NAME := Audit\n")
                .contains("SOURCES := \\\n  AuditDriver.c \\\n  AuditCreate.c\n")
                .contains("HOOK_SOURCES := AuditHooks.c\n")
                .contains("HOOKS_DIR ?= ../../../src/main/driver/legacy\n");
    }

    @Test
    void theHooksLieBesideTheSourcesWhereBothRootsAreOne() {
        assertThat(makefile(DriverModel.MINIFILTER, Placement.TOGETHER)).contains("HOOKS_DIR ?= .\n");
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0, 6000, 0x06000000, 0x0600, 6.0",
        "6, 1, 7600, 0x06010000, 0x0601, 6.1",
        "6, 3, 9600, 0x06030000, 0x0603, 6.3",
        "10, 0, 10240, 0x0A000000, 0x0A00, 10.0",
        "10, 0, 14393, 0x0A000002, 0x0A00, 10.0",
        "10, 0, 19041, 0x0A000008, 0x0A00, 10.0",
        "10, 0, 19045, 0x0A000008, 0x0A00, 10.0",
        "10, 0, 22000, 0x0A00000B, 0x0A00, 10.0",
        "10, 0, 26100, 0x0A000010, 0x0A00, 10.0",
        "10, 0, 99999, 0x0A000010, 0x0A00, 10.0"
    })
    void theHeadersAreToldTheOldestWindows(
            int major, int minor, int build, String ntddi, String winnt, String subsystem) {
        var windows = new WindowsVersion(major, minor, build);

        assertThat(WindowsSdk.ntddi(windows)).isEqualTo(ntddi);
        assertThat(WindowsSdk.winnt(windows)).isEqualTo(winnt);
        assertThat(WindowsSdk.subsystem(windows)).isEqualTo(subsystem);
    }

    private static String makefile(DriverModel model, Placement placement) {
        return kit(model, placement).get(0).content();
    }

    private static List<PlannedFile> kit(DriverModel model, Placement placement) {
        return new MingwKit(new Templates())
                .plan(
                        SampleFilters.identity("Audit"),
                        model,
                        List.of("AuditDriver.c", "AuditCreate.c"),
                        List.of("AuditHooks.c"),
                        placement);
    }

    private static List<String> filesOfTheKit() throws IOException, URISyntaxException {
        var uri = Objects.requireNonNull(
                        MingwKitTest.class.getClassLoader().getResource("dev/perstream/templates/kit/mingw/ntifs.h"))
                .toURI();
        if (!uri.getScheme().equals("jar")) {
            return files(Path.of(uri).resolveSibling(""));
        }
        try (var jar = FileSystems.newFileSystem(uri, Map.of())) {
            return files(jar.getPath("/dev/perstream/templates/kit/mingw"));
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> "mingw/" + folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
