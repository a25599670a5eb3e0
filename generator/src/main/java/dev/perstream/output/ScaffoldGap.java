package dev.perstream.output;

import java.util.Optional;

/**
 * Where an author's file and the plumbing that calls it do not fit.
 *
 * @param file the author's file as messages name it
 * @param line where the routine stands; empty if it is missing
 * @param problem what is wrong, and what to do
 */
public record ScaffoldGap(String file, Optional<Integer> line, String problem) {

    /** A routine that the plumbing calls and the file does not have. */
    static ScaffoldGap missing(String file, ScaffoldPart part) {
        return new ScaffoldGap(
                file,
                Optional.empty(),
                "the routine " + part.name() + " is missing, which the plumbing calls; paste this:\n\n" + part.text());
    }

    /** A routine that is called with other types. */
    static ScaffoldGap different(String file, int line, ScaffoldPart part) {
        return new ScaffoldGap(
                file,
                Optional.of(line),
                part.name() + " is not declared as the plumbing calls it; change its head to:\n\n" + part.signature()
                        + "\n");
    }

    /** A hook that the plumbing does not call. */
    static ScaffoldGap uncalled(String file, int line, String name) {
        return new ScaffoldGap(
                file,
                Optional.of(line),
                name + " is not called by the plumbing; remove it, or bring the hook back into the schema\n");
    }

    /** The place, what is wrong, and what to do. */
    public String message() {
        return file + line.map(at -> ":" + at).orElse("") + ": " + problem;
    }
}
