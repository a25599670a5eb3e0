package dev.perstream.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of the toolchain.
 *
 * @param name as it is called on a command line
 * @param executable where it was found
 */
public record Tool(String name, Path executable) {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** The program of a name, if it is on the path. */
    public static Optional<Tool> find(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(executable -> new Tool(name, executable))
                .findFirst();
    }

    /**
     * The program of a name. Where it is missing, the running test is skipped, or fails if the build says that the
     * toolchain is required.
     */
    public static Tool require(String name) {
        return find(name).orElseGet(() -> missing(name));
    }

    /** Runs the program in a folder and waits for its end. */
    public Outcome run(Path folder, String... arguments) {
        return run(folder, List.of(arguments));
    }

    /** Runs the program in a folder and waits for its end. */
    public Outcome run(Path folder, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(executable.toString());
        command.addAll(arguments);
        try {
            // A file and not a pipe, which a program that writes much would fill while nobody reads.
            var output = Files.createTempFile("perstream", ".log");
            try {
                return run(folder, command, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome run(Path folder, List<String> command, Path output) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(String.join(" ", command) + "\nran for more than " + LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + String.join(" ", command), e);
        } finally {
            process.destroyForcibly();
        }
        var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        return new Outcome(String.join(" ", command), process.exitValue(), text);
    }

    private static Tool missing(String name) {
        var message = missingMessage(name);
        if (required()) {
            Assertions.fail(message);
        }
        return Assumptions.abort(message);
    }

    static String missingMessage(String name) {
        return name + " is not on the path; see the README for the packages of the C toolchain";
    }

    static boolean required() {
        return Boolean.getBoolean("perstream.requireToolchain");
    }
}
