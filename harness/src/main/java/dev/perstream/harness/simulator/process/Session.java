package dev.perstream.harness.simulator.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A running program that answers lines with lines. For one thread. */
public final class Session implements AutoCloseable {

    private static final int WATCHES_PER_SECOND = 10;
    private static final long NEVER = Long.MAX_VALUE;

    private final Command command;
    private final Process process;
    private final Path errors;
    private final OutputStream out;
    private final BufferedReader in;
    private final Thread watchdog;
    private volatile long deadline = NEVER;
    private volatile boolean outOfTime;

    Session(Command command, Process process, Path errors) {
        this.command = command;
        this.process = process;
        this.errors = errors;
        this.out = process.getOutputStream();
        this.in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.watchdog = new Thread(this::watch, "perstream-session");
        this.watchdog.setDaemon(true);
        this.watchdog.start();
    }

    /**
     * Sends text. What the program answers must be read before more than some thousand characters are sent: it waits while
     * nobody reads.
     *
     * @return whether the program still takes it
     */
    public boolean send(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next line of the answer; empty if there is none because the program has ended, or was ended at its limit. */
    public Optional<String> receive() {
        deadline = System.nanoTime() + command.limit().toNanos();
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            deadline = NEVER;
        }
    }

    /** How it ended, which it is made to if it has not yet. */
    public Finished end() {
        try {
            var ended = process.waitFor(outOfTime ? 0 : 1, TimeUnit.SECONDS);
            kill();
            var text = Files.exists(errors) ? Files.readString(errors, StandardCharsets.UTF_8) : "";
            return new Finished(command, ended && !outOfTime ? process.exitValue() : -1, outOfTime, "", text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new CancellationException(String.join(" ", command.words()));
            cancelled.initCause(e);
            throw cancelled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    /** Ends the program, if it has not ended yet. */
    @Override
    public void close() {
        kill();
        watchdog.interrupt();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void watch() {
        try {
            while (process.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(1000 / WATCHES_PER_SECOND);
                var until = deadline;
                if (until != NEVER && System.nanoTime() - until > 0) {
                    outOfTime = true;
                    kill();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
