package dev.perstream.harness.simulator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludeScanTest {

    @TempDir
    Path folder;

    private Path driver;
    private Path system;

    @BeforeEach
    void folders() throws IOException {
        driver = Files.createDirectories(folder.resolve("driver/filter"));
        system = Files.createDirectories(folder.resolve("system"));
        write("system/fltKernel.h", "");
        write("driver/filter/CtxProc.h", "#include \"..\\Inc\\Shared.h\"\n");
        write("driver/inc/shared.h", "#pragma once\n");
    }

    @Test
    void aHeaderIsFoundInAnotherCaseAndWithBackslashes() throws IOException {
        var scan = scan("  # include <FLTKERNEL.H>\n#include \"ctxproc.h\"\n");

        assertThat(scan.renamed())
                .containsEntry("FLTKERNEL.H", system.resolve("fltKernel.h"))
                .containsEntry("ctxproc.h", driver.resolve("CtxProc.h"))
                .containsEntry("..\\Inc\\Shared.h", folder.resolve("driver/inc/shared.h"))
                .hasSize(3);
    }

    @Test
    void aHeaderUnderItsOwnNameNeedsNothing() throws IOException {
        var scan = scan("#include <fltKernel.h>\n#include \"CtxProc.h\"\n#include \"../inc/shared.h\"\n");

        assertThat(scan.renamed()).containsOnlyKeys("..\\Inc\\Shared.h");
    }

    @Test
    void theDriversOwnFilesAreThoseThatItReads() throws IOException {
        assertThat(scan("#include \"CtxProc.h\"\n#include <fltKernel.h>\n#include \"missing.h\"\n")
                        .files())
                .containsExactly(
                        driver.resolve("CtxProc.h"), driver.resolve("a.c"), folder.resolve("driver/inc/shared.h"));
    }

    @Test
    void aForwardingHeaderIncludesTheFileThatIsMeant() throws IOException {
        var renamed =
                scan("#include \"ctxproc.h\"\n#include \"../INC/shared.h\"\n").renamed();
        var start = ForwardingHeaders.write(folder.resolve("build"), renamed);

        assertThat(start.resolve("ctxproc.h")).hasContent("#include \"" + driver.resolve("CtxProc.h") + "\"");
        assertThat(start.resolve("../INC/shared.h"))
                .hasContent("#include \"" + folder.resolve("driver/inc/shared.h") + "\"");
        assertThat(start.resolve("..\\Inc\\Shared.h")).exists();
    }

    @Test
    void aForwardingHeaderNeverLiesOutsideOfTheBuild() throws IOException {
        write("up.h", "");
        var start = ForwardingHeaders.write(
                folder.resolve("build"), Map.of("../../../../../../up.h", folder.resolve("up.h")));

        assertThat(start).isEmptyDirectory();
        assertThat(folder.resolve("up.h")).hasContent("");
    }

    private IncludeScan scan(String source) throws IOException {
        var file = write("driver/filter/a.c", source);
        return IncludeScan.of(DriverSources.of(List.of(file)).orElseThrow(), List.of(system));
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
