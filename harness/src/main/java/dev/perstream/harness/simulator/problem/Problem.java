package dev.perstream.harness.simulator.problem;

import java.util.List;

/**
 * Why something could not be done.
 *
 * @param kind whose matter it is
 * @param message what is wrong and what to do, in a sentence or two
 * @param details what belongs to it, line by line: places, the compiler's own words
 */
public record Problem(Kind kind, String message, List<String> details) {

    public Problem {
        details = List.copyOf(details);
    }

    /** A problem without details. */
    public Problem(Kind kind, String message) {
        this(kind, message, List.of());
    }

    /** The message and the details as text of several lines. */
    public String text() {
        return details.isEmpty() ? message : message + "\n  " + String.join("\n  ", details);
    }

    /** Whose matter a problem is. */
    public enum Kind {
        /** This machine lacks a program. */
        TOOLCHAIN(2),
        /** What the user gave cannot be used: a file that is not there, a scenario with a mistake. */
        INPUT(2),
        /** The driver's sources do not compile. */
        COMPILATION(2),
        /** The driver calls routines that the simulator does not have. */
        MISSING_ROUTINES(4),
        /** The simulator itself is broken. */
        SIMULATOR(3);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** What the command line returns. */
        public int exitCode() {
            return exitCode;
        }
    }
}
