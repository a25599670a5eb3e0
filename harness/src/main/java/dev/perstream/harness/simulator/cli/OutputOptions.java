package dev.perstream.harness.simulator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A report that is asked for: its format and where it goes. */
@SuppressWarnings("NullAway.Init")
final class OutputOptions {

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "A report as ${COMPLETION-CANDIDATES}; text if none is named. May be given several times.")
    Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the report of the --format before it goes; standard output if it does not say.")
    @Nullable
    Path output;

    /** Where it goes; absent: standard output. */
    Optional<Path> file() {
        return Optional.ofNullable(output);
    }
}
