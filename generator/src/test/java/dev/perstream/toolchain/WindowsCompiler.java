package dev.perstream.toolchain;

import dev.perstream.model.Architecture;
import dev.perstream.testing.Outcome;
import dev.perstream.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The compilers that produce code for Windows, with the DDK headers of MinGW-w64. */
public enum WindowsCompiler {
    GCC_X64("x86_64-w64-mingw32-gcc", Architecture.X64),
    GCC_X86("i686-w64-mingw32-gcc", Architecture.X86),
    CLANG_X64("clang", Architecture.X64, "--target=x86_64-w64-mingw32"),
    CLANG_X86("clang", Architecture.X86, "--target=i686-w64-mingw32"),
    /** MinGW-w64's DDK headers know ARM by name only; what they miss is in the kit. */
    CLANG_ARM64("clang", Architecture.ARM64, "--target=aarch64-w64-mingw32", "-D_M_ARM");

    public static final String GCC_FOR_X64 = "x86_64-w64-mingw32-gcc";

    public static final String GCC_FOR_X86 = "i686-w64-mingw32-gcc";
    public static final String CLANG = "clang";

    private static final Path HEADERS = Path.of("/usr/share/mingw-w64/include");

    private final String program;
    private final Architecture architecture;
    private final List<String> arguments;

    WindowsCompiler(String program, Architecture architecture, String... arguments) {
        this.program = program;
        this.architecture = architecture;
        this.arguments = List.of(arguments);
    }

    public Architecture architecture() {
        return architecture;
    }

    /** Parses and checks a source file, whose name is relative to a folder, without writing anything but diagnostics. */
    public Outcome check(Path folder, String source, String... options) {
        var command = new ArrayList<>(arguments);
        command.add("-fsyntax-only");
        command.addAll(List.of(options));
        if (architecture == Architecture.ARM64) {
            command.addAll(List.of("-isystem", armHeaders(folder).toString()));
        }
        if (program.equals(CLANG)) {
            command.addAll(List.of("-isystem", HEADERS.toString()));
        }
        command.addAll(List.of("-isystem", HEADERS.resolve("ddk").toString(), source));
        return Tool.require(program).run(folder, command);
    }

    private static Path armHeaders(Path folder) {
        var headers = folder.resolve("armddk");
        try (var content = Objects.requireNonNull(
                WindowsCompiler.class.getResourceAsStream("/dev/perstream/templates/kit/mingw/armddk.h"))) {
            Files.createDirectories(headers);
            Files.write(headers.resolve("armddk.h"), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return headers;
    }
}
