package dev.perstream.harness.simulator.process;

/**
 * How a run of a program ended.
 *
 * @param command what was run
 * @param exitCode what it returned; above 128 for a signal, and meaningless if it ran for too long
 * @param outOfTime whether it was ended because it ran for too long
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record Finished(Command command, int exitCode, boolean outOfTime, String output, String errors) {

    /** Whether it ended by itself, in time, and returned 0. */
    public boolean succeeded() {
        return !outOfTime && exitCode == 0;
    }

    /** The end in words: {@code ended with 1}. */
    public String ending() {
        if (outOfTime) {
            return "did not end within " + command.limit().toSeconds() + " s";
        }
        return exitCode > 128 ? "was ended by signal " + (exitCode - 128) : "ended with " + exitCode;
    }
}
