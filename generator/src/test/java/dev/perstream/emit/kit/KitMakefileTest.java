package dev.perstream.emit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.SampleFilters;
import dev.perstream.emit.Placement;
import dev.perstream.emit.c.Templates;
import dev.perstream.model.DriverModel;
import dev.perstream.testing.Outcome;
import dev.perstream.testing.RequiresToolchain;
import dev.perstream.testing.Tool;
import dev.perstream.toolchain.WindowsCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers written by hand, built with the kit alone. */
@RequiresToolchain({"make", WindowsCompiler.GCC_FOR_X64, WindowsCompiler.GCC_FOR_X86, WindowsCompiler.CLANG})
class KitMakefileTest {

    /** A second source with the kernel's headers: none of them may define a symbol in each object. */
    private static final String HOOKS =
            "#include <ntifs.h>\n\nint TinyHook(void);\nint TinyHook(void)\n{\n    return 1;\n}\n";

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "MINIFILTER, gcc, x64",
        "MINIFILTER, gcc, x86",
        "MINIFILTER, clang, x64",
        "MINIFILTER, clang, x86",
        "LEGACY, gcc, x64",
        "LEGACY, gcc, x86",
        "LEGACY, clang, x64",
        "LEGACY, clang, x86"
    })
    void aDriverIsBuiltWithoutAWarning(DriverModel model, String toolchain, String architecture) throws IOException {
        var folder = write(root, model, Placement.TOGETHER, folderOfHooks(root, model));

        var outcome = make(folder, "-j4", "TOOLCHAIN=" + toolchain, "ARCH=" + architecture);

        assertThat(outcome.orFail().output()).doesNotContain("warning");
        var image = Files.readAllBytes(folder.resolve("build/" + toolchain + "-" + architecture + "/Tiny.sys"));
        assertThat(new String(image, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("MZ");
        assertThat(subsystem(image)).as("native").isEqualTo(1);
        assertThat(timestamp(image)).as("no time of the build").isZero();
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    void theLayoutsAreReadAsForArm64Too(DriverModel model) throws IOException {
        var folder = write(root, model, Placement.TOGETHER, folderOfHooks(root, model));

        make(folder, "syntax").orFail();
        var wrong = folder.resolve("TinyDriver.c");
        Files.writeString(wrong, Files.readString(wrong) + "C_ASSERT(sizeof(PVOID) == 4);\n");

        assertThat(make(folder, "syntax").succeeded()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DriverModel.class)
    @RequiresToolchain("cppcheck")
    void theAnalysersFindNothing(DriverModel model) throws IOException {
        make(write(root, model, Placement.TOGETHER, folderOfHooks(root, model)), "check")
                .orFail();
    }

    @ParameterizedTest
    @CsvSource({"analyze", "cppcheck"})
    @RequiresToolchain("cppcheck")
    void anAnalysersFindingFailsTheCheck(String analyser) throws IOException {
        var folder = write(root, DriverModel.LEGACY, Placement.TOGETHER, folderOfHooks(root, DriverModel.LEGACY));
        var source = folder.resolve("TinyDriver.c");
        Files.writeString(
                source,
                Files.readString(source)
                        + "int TinyBroken(void);\nint TinyBroken(void) { int *Nowhere = NULL; return *Nowhere; }\n");

        var outcome = make(folder, analyser);

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.output()).contains("Nowhere");
    }

    @Test
    void twoBuildsInTwoFoldersAreOneByteForByte() throws IOException {
        var images = new ArrayList<byte[]>();
        for (var name : List.of("one", "two")) {
            var base = root.resolve(name);
            var folder = write(base, DriverModel.MINIFILTER, Placement.TOGETHER, base.resolve("minifilter"));
            make(folder).orFail();
            images.add(Files.readAllBytes(folder.resolve("build/gcc-x64/Tiny.sys")));
        }

        assertThat(images.get(0)).isEqualTo(images.get(1));
    }

    @Test
    void pathsMayHaveSpaces() throws IOException {
        var base = root.resolve("my drivers/generated");
        var folder = write(
                base,
                DriverModel.MINIFILTER,
                new Placement("../my hooks"),
                root.resolve("my drivers/my hooks/minifilter"));

        make(folder, "-j4", "OUT=../../the output").orFail();

        assertThat(root.resolve("my drivers/the output/Tiny.sys")).exists();
        assertThat(make(folder, "OUT=../../the output", "--question").succeeded())
                .as("nothing is left to do")
                .isTrue();
    }

    @Test
    void onlyWhatChangedIsBuiltAgain() throws IOException {
        var folder = write(root, DriverModel.LEGACY, Placement.TOGETHER, folderOfHooks(root, DriverModel.LEGACY));
        make(folder).orFail();
        assertThat(make(folder, "--question").succeeded()).isTrue();

        touch(folder.resolve("TinyDriver.c"));
        assertThat(make(folder).orFail().output())
                .contains("COMPILE  build/gcc-x64/TinyDriver.o", "LINK")
                .doesNotContain("TinyHooks.o", "IMPORT");

        touch(folder.resolve("mingw/nt/pool.h"));
        assertThat(make(folder).orFail().output())
                .contains("COMPILE  build/gcc-x64/TinyDriver.o", "COMPILE  build/gcc-x64/TinyHooks.o")
                .doesNotContain("IMPORT");
    }

    @Test
    void anUnknownProcessorIsNamed() throws IOException {
        var folder = write(root, DriverModel.LEGACY, Placement.TOGETHER, folderOfHooks(root, DriverModel.LEGACY));

        assertThat(make(folder, "ARCH=mips").output()).contains("ARCH is \"mips\"");
        assertThat(make(folder, "TOOLCHAIN=tcc").output()).contains("TOOLCHAIN is \"tcc\"");
    }

    private static Path write(Path base, DriverModel model, Placement placement, Path hooks) throws IOException {
        var files = new MingwKit(new Templates())
                .plan(
                        SampleFilters.identity("Tiny"),
                        model,
                        List.of("TinyDriver.c"),
                        List.of("TinyHooks.c"),
                        placement);
        for (var file : files) {
            write(base.resolve(file.path()), file.content());
        }
        var folder = base.resolve(model.key());
        write(
                folder.resolve("TinyDriver.c"),
                KitHeadersTest.resource(model == DriverModel.MINIFILTER ? "TinyMinifilter.c" : "TinyLegacy.c"));
        write(hooks.resolve("TinyHooks.c"), HOOKS);
        return folder;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }

    private static Path folderOfHooks(Path base, DriverModel model) {
        return base.resolve(model.key());
    }

    /** Makes a file newer than all that was built until now, however long that took. */
    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    private static Outcome make(Path folder, String... arguments) {
        return Tool.require("make").run(folder, arguments);
    }

    /** The time stamp in the header of an image. */
    private static int timestamp(byte[] image) {
        return little(image, header(image) + 8, 4);
    }

    /** The subsystem that an image asks for. */
    private static int subsystem(byte[] image) {
        return little(image, header(image) + 24 + 68, 2);
    }

    private static int header(byte[] image) {
        return little(image, 0x3C, 4);
    }

    private static int little(byte[] bytes, int offset, int size) {
        var value = 0;
        for (var i = size - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[offset + i] & 0xFF);
        }
        return value;
    }
}
