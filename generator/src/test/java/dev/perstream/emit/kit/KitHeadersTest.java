package dev.perstream.emit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perstream.model.DriverModel;
import dev.perstream.testing.Outcome;
import dev.perstream.testing.RequiresToolchain;
import dev.perstream.testing.Tool;
import dev.perstream.toolchain.WindowsCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit's headers, read by each compiler as a driver's sources read them. */
@RequiresToolchain({WindowsCompiler.GCC_FOR_X64, WindowsCompiler.GCC_FOR_X86, WindowsCompiler.CLANG})
class KitHeadersTest {

    private static final String NM = "i686-w64-mingw32-nm";

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheKit() throws IOException {
        for (var path : KitFiles.of(DriverModel.MINIFILTER)) {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, KitFiles.content(path));
        }
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void eachHeaderStandsAlone(WindowsCompiler compiler) throws IOException {
        for (var header : List.of("ntifs.h", "fltKernel.h")) {
            check(compiler, "#include <" + header + ">\n").silentOrFail();
        }
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void theHeadersGoTogetherInAnyOrderAndTwice(WindowsCompiler compiler) throws IOException {
        check(compiler, "#include <fltKernel.h>\n#include <ntifs.h>\n#include <fltKernel.h>\n#include <ntintsafe.h>\n")
                .silentOrFail();
        check(compiler, "#include <ntifs.h>\n#include <fltKernel.h>\n").silentOrFail();
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void theyAreAsStrictInADebugBuild(WindowsCompiler compiler) throws IOException {
        check(
                        compiler,
                        "#include <fltKernel.h>\nVOID Check(PVOID P);\nVOID Check(PVOID P) { FLT_ASSERT(P != NULL); }\n",
                        "-DDBG=1")
                .silentOrFail();
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void anOldWindowsIsServedToo(WindowsCompiler compiler) throws IOException {
        check(compiler, "#include <fltKernel.h>\n", "-UNTDDI_VERSION", "-DNTDDI_VERSION=0x06010000")
                .silentOrFail();
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void theLayoutsAreTheDocumentedOnes(WindowsCompiler compiler) throws IOException {
        check(compiler, resource("layouts.c")).silentOrFail();
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void everyDocumentedRoutineOfTheFilterManagerIsDeclared(WindowsCompiler compiler) throws IOException {
        var source = resource("documented-functions.txt")
                .lines()
                .map(name -> "#ifndef " + name + "\nextern void *Use" + name + ";\nvoid *Use" + name + " = (void *)"
                        + name + ";\n#endif\n")
                .collect(Collectors.joining("", "#include <fltKernel.h>\n", ""));

        check(compiler, source).silentOrFail();
    }

    @ParameterizedTest
    @EnumSource(WindowsCompiler.class)
    void whatMinGwW64HasWrongIsMended(WindowsCompiler compiler) throws IOException {
        check(compiler, """
                #include <ntifs.h>
                BOOLEAN Supports(PFILE_OBJECT FileObject);
                BOOLEAN Supports(PFILE_OBJECT FileObject)
                {
                    return !FsRtlSupportsPerStreamContexts(FileObject) && FsRtlSupportsPerFileContexts(FileObject);
                }
                #ifdef ALLOC_PRAGMA
                #error no compiler for MinGW-w64 knows the pragma
                #endif
                """).silentOrFail();
    }

    @Test
    @RequiresToolchain(NM)
    void theListOfExportsNamesWhatTheHeadersDeclareWithTheSizesThatTheCompilerSees() throws IOException {
        var listed = exports("mingw/fltmgr.def");
        var source = listed.stream()
                .map(name -> "(void *)" + name.substring(0, name.indexOf('@')) + ",\n")
                .collect(Collectors.joining("", "#include <fltKernel.h>\nvoid *const All[] = {\n", "};\n"));
        Files.writeString(folder.resolve("all.c"), source);

        Tool.require(WindowsCompiler.GCC_FOR_X86)
                .run(folder, "-std=c11", "-Imingw", "-isystem", ddk(), "-DNTDDI_VERSION=0x0A000008", "-c", "all.c")
                .orFail();
        var needed = Tool.require(NM)
                .run(folder, "--undefined-only", "--portability", "all.o")
                .orFail()
                .output()
                .lines()
                .filter(line -> line.startsWith("_Flt"))
                .map(line -> line.substring(1, line.indexOf(' ')))
                .toList();

        assertThat(needed).containsExactlyInAnyOrderElementsOf(listed);
        var names = listed.stream()
                .map(name -> name.substring(0, name.indexOf('@')))
                .toList();
        var documented =
                new TreeSet<>(resource("documented-functions.txt").lines().toList());
        documented.removeIf(name -> name.startsWith("FLT_IS_"));
        assertThat(names).containsAll(documented);
    }

    private List<String> exports(String definition) throws IOException {
        return Files.readAllLines(folder.resolve(definition)).stream()
                .filter(line -> line.startsWith("    "))
                .map(String::trim)
                .toList();
    }

    private Outcome check(WindowsCompiler compiler, String source, String... options) throws IOException {
        Files.writeString(folder.resolve("unit.c"), source);
        var all = new ArrayList<>(List.of(
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Wundef",
                "-Wstrict-prototypes",
                "-Wmissing-prototypes",
                "-D_WIN32_WINNT=0x0A00",
                "-DNTDDI_VERSION=0x0A000008",
                "-Imingw"));
        all.addAll(List.of(options));
        return compiler.check(folder, "unit.c", all.toArray(String[]::new));
    }

    private static String ddk() {
        return "/usr/share/mingw-w64/include/ddk";
    }

    static String resource(String name) throws IOException {
        try (var content = KitHeadersTest.class.getResourceAsStream(name)) {
            assertThat(content).as(name).isNotNull();
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
