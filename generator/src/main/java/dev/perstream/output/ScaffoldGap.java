package dev.perstream.output;

import java.util.Optional;

/**
 * A routine that the plumbing calls and that the author's file does not have in the shape that it is called in.
 *
 * @param file the author's file as messages name it
 * @param line where the routine stands; empty if it is missing
 * @param part the routine that is needed
 */
public record ScaffoldGap(String file, Optional<Integer> line, ScaffoldPart part) {

    /** What is wrong, and the text to paste. */
    public String message() {
        return line.map(at -> file + ":" + at + ": " + part.name()
                        + " is not declared as the plumbing calls it; change its head to:\n\n" + part.signature()
                        + "\n")
                .orElseGet(() -> file + ": the routine " + part.name()
                        + " is missing, which the plumbing calls; paste this:\n\n" + part.text());
    }
}
