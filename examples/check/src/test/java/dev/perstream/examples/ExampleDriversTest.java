package dev.perstream.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each example becomes a driver for each of its models and processors, with each compiler. */
class ExampleDriversTest {

    private static final int PE_HEADER_OFFSET = 0x3C;
    private static final int MACHINE = 4;
    private static final int SUBSYSTEM = 0x5C;
    private static final short NATIVE = 1;

    @ParameterizedTest
    @CsvSource({
        "audit, Audit/minifilter/gcc-x64/Audit.sys",
        "audit, Audit/minifilter/clang-x64/Audit.sys",
        "audit, Audit/legacy/gcc-x64/Audit.sys",
        "audit, Audit/legacy/clang-x64/Audit.sys",
        "ctx, Ctx/minifilter/gcc-x64/Ctx.sys",
        "ctx, Ctx/minifilter/gcc-x86/Ctx.sys",
        "ctx, Ctx/minifilter/clang-x64/Ctx.sys",
        "ctx, Ctx/minifilter/clang-x86/Ctx.sys",
        "filespy, FileSpy/legacy/gcc-x64/FileSpy.sys",
        "filespy, FileSpy/legacy/gcc-x86/FileSpy.sys",
        "filespy, FileSpy/legacy/clang-x64/FileSpy.sys",
        "filespy, FileSpy/legacy/clang-x86/FileSpy.sys"
    })
    void exampleIsADriver(String example, String driver) throws IOException {
        assumeToolchain(driver.contains("/clang-") ? "clang" : "make", compiler(driver));

        var image = ByteBuffer.wrap(Files.readAllBytes(Path.of("..", example, "target", "perstream", driver)))
                .order(ByteOrder.LITTLE_ENDIAN);

        var header = image.getInt(PE_HEADER_OFFSET);
        assertThat(image.getInt(header)).as("signature").isEqualTo('P' | 'E' << 8);
        assertThat(image.getShort(header + MACHINE)).as("machine").isEqualTo((short)
                (driver.contains("-x64/") ? 0x8664 : 0x014C));
        assertThat(image.getShort(header + SUBSYSTEM)).as("subsystem").isEqualTo(NATIVE);
    }

    private static String compiler(String driver) {
        return driver.contains("-x64/") ? "x86_64-w64-mingw32-gcc" : "i686-w64-mingw32-gcc";
    }

    /** Without a toolchain there is nothing to look at, unless the build says that there must be one. */
    private static void assumeToolchain(String... programs) {
        if (!Boolean.getBoolean("perstream.requireToolchain")) {
            for (var program : programs) {
                assumeTrue(isInstalled(program), program + " is not installed");
            }
        }
    }

    private static boolean isInstalled(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
