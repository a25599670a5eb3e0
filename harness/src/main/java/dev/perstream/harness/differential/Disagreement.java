package dev.perstream.harness.differential;

import java.util.List;

/**
 * Where the model and the driver do not agree.
 *
 * @param kind in what
 * @param step the index of the step after which it shows; the number of steps if it shows at the end
 * @param lines the differences, field by field, or what went wrong
 */
public record Disagreement(Kind kind, int step, List<String> lines) {

    public Disagreement {
        lines = List.copyOf(lines);
    }

    /** What the two do not agree in. */
    public enum Kind {
        /** A step ended differently. */
        RESULT,
        /** Contexts differ. */
        CONTEXTS,
        /** The driver broke a rule, crashed or hung. */
        FINDING,
        /** The model could not go on: its own defect. */
        MODEL
    }
}
