package dev.perstream.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perstream.maven.generation.FileNames;
import dev.perstream.model.Architecture;
import dev.perstream.model.DriverModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverBuildTest {

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void buildsForEachCompilerAndProcessorAndTellsOfEachDriver() throws Exception {
        assumeTrue(installed().has("make"));

        build(
                "all: ; @echo x > $(OUT)/Audit.sys\nsyntax: ;",
                toolchain("make", "clang", "x86_64-w64-mingw32-gcc"),
                false);

        assertThat(log)
                .containsExactly(
                        "out/Audit/minifilter/gcc-x64/Audit.sys: 2 bytes",
                        "out/Audit/minifilter/clang-x64/Audit.sys: 2 bytes",
                        "minifilter: clang accepts the sources for arm64");
        assertThat(warnings).isEmpty();
    }

    @Test
    void failsWithWhatEachCompilerSays() {
        assumeTrue(installed().has("make"));

        assertThatThrownBy(() -> build(
                        "all: ; @echo 'Audit.c:1:1: error: no $(TOOLCHAIN) for $(ARCH)'; exit 1",
                        toolchain("make", "clang", "x86_64-w64-mingw32-gcc"),
                        false))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining(
                        "the minifilter Audit does not compile with gcc for x64:\n\nAudit.c:1:1: error: no gcc for x64")
                .hasMessageContaining("Audit.c:1:1: error: no clang for x64");
    }

    @Test
    void showsTheFirstComplaintsAndWhereTheOthersAre() {
        assumeTrue(installed().has("make"));

        assertThatThrownBy(() -> build(
                        "all: ; @for i in $$(seq 1 100); do echo \"line $$i\"; done; exit 1",
                        toolchain("make", "x86_64-w64-mingw32-gcc"),
                        false))
                .hasMessageContaining("line 40\n... and 6")
                .hasMessageContaining("more lines in out/Audit/minifilter/gcc-x64/build.log");
    }

    @Test
    void missingToolchainIsAWarningThatNamesThePackages() throws Exception {
        build("all: ; false", toolchain("make"), false);

        assertThat(log).isEmpty();
        assertThat(warnings)
                .containsExactly("x86_64-w64-mingw32-gcc, clang are not installed, and not every driver was built:"
                        + " apt-get install gcc-mingw-w64 make clang");
    }

    @Test
    void missingToolchainIsAnErrorIfItIsRequired() {
        assertThatThrownBy(() -> build("all: ; false", toolchain("make"), true))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("apt-get install gcc-mingw-w64 make clang");
    }

    @Test
    void driverThatMakeDoesNotLeaveIsAnError() {
        assumeTrue(installed().has("make"));

        assertThatThrownBy(() -> build("all: ;", toolchain("make", "x86_64-w64-mingw32-gcc"), false))
                .hasMessage("out/Audit/minifilter/gcc-x64/Audit.sys: was not built, though make reported no error");
    }

    private void build(String makefile, Programs programs, boolean required) throws IOException, BuildException {
        var tree = Files.createDirectories(folder.resolve("minifilter"));
        Files.writeString(tree.resolve("Makefile"), makefile + "\n");
        new DriverBuild(programs, new FileNames(folder), log::add, warnings::add)
                .run(
                        List.of(new DriverTree(
                                "Audit",
                                DriverModel.MINIFILTER,
                                tree,
                                EnumSet.of(Architecture.X64, Architecture.ARM64))),
                        folder.resolve("out"),
                        required);
    }

    /** A folder in which programs of these names are found; make itself is the real one. */
    private Programs toolchain(String... names) {
        try {
            var bin = Files.createDirectories(folder.resolve("bin"));
            for (var name : names) {
                assertThat(Files.createFile(bin.resolve(name)).toFile().setExecutable(true))
                        .isTrue();
            }
            return new Programs(List.of(bin));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Programs installed() {
        return Programs.of(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }
}
