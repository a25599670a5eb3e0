package dev.perstream.harness.simulator.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program with its arguments.
 *
 * @param words the program and its arguments
 * @param folder where it runs; absent: where this program does
 * @param limit after which it is ended
 * @param input what it reads; absent: nothing
 */
public record Command(List<String> words, Optional<Path> folder, Duration limit, Optional<String> input) {

    /** What would change a compiler's or a sanitizer's behaviour behind our back. */
    private static final List<String> HIDDEN_OPTIONS =
            List.of("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "CPATH", "C_INCLUDE_PATH", "LANGUAGE");

    public Command {
        words = List.copyOf(words);
    }

    /** A command that runs here. */
    public static Command of(Duration limit, List<String> words) {
        return new Command(words, Optional.empty(), limit, Optional.empty());
    }

    /** A command that runs here. */
    public static Command of(Duration limit, Path program, String... arguments) {
        return of(
                limit,
                Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList());
    }

    /** The same in another folder, which must exist when it runs. */
    public Command in(Path where) {
        return new Command(words, Optional.of(where), limit, input);
    }

    /** The same with a text on its standard input, in UTF-8. */
    public Command reading(String text) {
        return new Command(words, folder, limit, Optional.of(text));
    }

    /**
     * Runs it and waits for its end. What it starts ends with it.
     *
     * @throws UncheckedIOException if it cannot be started
     * @throws CancellationException if the calling thread is interrupted
     */
    public Finished run() {
        try {
            // Files and not pipes, which a program that writes much would fill while nobody reads.
            var files = Files.createTempDirectory("perstream");
            try {
                return run(files.resolve("input"), files.resolve("output"), files.resolve("errors"));
            } finally {
                Folders.delete(files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it, to talk with it line by line. The limit is that of each wait for an answer.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public Session start() {
        try {
            var errors = Files.createTempFile("perstream", ".errors");
            return new Session(this, builder().redirectError(errors.toFile()).start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder() {
        var builder = new ProcessBuilder(words);
        folder.ifPresent(path -> builder.directory(path.toFile()));
        builder.environment().keySet().removeAll(HIDDEN_OPTIONS);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private Finished run(Path in, Path out, Path errors) throws IOException {
        Files.writeString(in, input.orElse(""));
        var process = builder()
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        var ended = waitFor(process);
        return new Finished(this, ended ? process.exitValue() : -1, !ended, text(out), text(errors));
    }

    private boolean waitFor(Process process) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException(String.join(" ", words));
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
