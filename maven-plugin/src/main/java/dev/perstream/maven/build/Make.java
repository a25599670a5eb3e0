package dev.perstream.maven.build;

import dev.perstream.model.Architecture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs the makefile of a generated driver. */
final class Make {

    /** The file in the output folder with all that the build prints. */
    static final String LOG = "build.log";

    private final int jobs;

    Make(int jobs) {
        this.jobs = jobs;
    }

    /**
     * Builds a driver, or checks its sources where none can be linked.
     *
     * @param tree the driver's folder
     * @param output where what is built goes
     * @return what the build printed, if it failed
     */
    Optional<String> run(Path tree, Compiler compiler, Architecture architecture, Path output)
            throws IOException, InterruptedException {
        Files.createDirectories(output);
        var log = output.resolve(LOG);
        var processor = compiler.links(architecture) ? architecture : Architecture.X64;
        var builder = new ProcessBuilder(List.of(
                        "make",
                        "--no-print-directory",
                        "-j" + jobs,
                        "TOOLCHAIN=" + compiler.key(),
                        "ARCH=" + processor.key(),
                        "OUT=" + output,
                        compiler.links(architecture) ? "all" : "syntax"))
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().remove("MAKEFLAGS");
        var process = builder.start();
        try {
            var status = process.waitFor();
            return status == 0
                    ? Optional.empty()
                    : Optional.of(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip());
        } finally {
            process.destroyForcibly();
        }
    }
}
