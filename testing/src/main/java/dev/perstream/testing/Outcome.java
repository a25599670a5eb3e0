package dev.perstream.testing;

import org.junit.jupiter.api.Assertions;

/**
 * How a run of a program ended.
 *
 * @param command the command line
 * @param exitCode what it returned
 * @param output what it wrote to standard output and standard error
 */
public record Outcome(String command, int exitCode, String output) {

    /** Whether it returned 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Fails the running test, with the command and its output, unless the program succeeded. */
    public Outcome orFail() {
        if (!succeeded()) {
            Assertions.fail(command + "\nended with " + exitCode + "\n" + output);
        }
        return this;
    }

    /** Fails the running test unless the program succeeded and had nothing to say. */
    public Outcome silentOrFail() {
        orFail();
        if (!output.isBlank()) {
            Assertions.fail(command + "\nwrote\n" + output);
        }
        return this;
    }
}
