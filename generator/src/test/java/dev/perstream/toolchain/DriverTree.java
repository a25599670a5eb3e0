package dev.perstream.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.model.Architecture;
import dev.perstream.output.PlannedFile;
import dev.perstream.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The generated folder of one driver, built by its own Makefile.
 *
 * @param folder where it is
 * @param name the driver's name
 */
public record DriverTree(Path folder, String name) {

    /** The programs that building and checking a driver takes. */
    public static final String MAKE = "make";

    public static final String CPPCHECK = "cppcheck";

    private static final Set<String> MODULES = Set.of("ntoskrnl.exe", "hal.dll", "fltmgr.sys");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\s+0x([0-9a-f]+)\\s+_?DriverEntry(?:@8)?$");

    /** Writes files, the author's beside the generated ones. */
    public static void write(Path root, List<PlannedFile> files) {
        try {
            for (var file : files) {
                var path = root.resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.content());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds the driver, and checks what a kernel asks of it. */
    public void build(WindowsCompiler compiler) {
        var toolchain = compiler.name().startsWith("GCC") ? "gcc" : "clang";
        var architecture = compiler.architecture();
        make("ARCH=" + architecture.key(), "TOOLCHAIN=" + toolchain);
        checkImage(folder.resolve("build/" + toolchain + "-" + architecture.key()), architecture);
    }

    /** Has Clang's static analyser and cppcheck read it. */
    public void check() {
        make("check");
    }

    /** Has its layouts asserted for ARM64, for which nothing here can link. */
    public void checkSyntaxForArm64() {
        make("syntax");
    }

    private void make(String... arguments) {
        var command = new ArrayList<>(List.of("-j2", "--output-sync=target", "V=1"));
        command.addAll(List.of(arguments));
        var outcome = Tool.require(MAKE).run(folder, command).orFail();
        assertThat(outcome.output()).doesNotContain("warning:");
    }

    private void checkImage(Path output, Architecture architecture) {
        try {
            var image = PortableExecutable.read(output.resolve(name + ".sys"));
            assertThat(image.machine())
                    .isEqualTo(
                            architecture == Architecture.X64
                                    ? PortableExecutable.MACHINE_X64
                                    : PortableExecutable.MACHINE_X86);
            assertThat(image.subsystem()).isEqualTo(PortableExecutable.SUBSYSTEM_NATIVE);
            var map = ENTRY.matcher(Files.readString(output.resolve(name + ".map")));
            assertThat(map.find()).as("DriverEntry is in the map").isTrue();
            assertThat(image.base() + image.entryPoint()).isEqualTo(Long.parseUnsignedLong(map.group(1), 16));
            assertThat(image.imports()).isNotEmpty();
            assertThat(image.imports().keySet()).allMatch(module -> MODULES.contains(module.toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
