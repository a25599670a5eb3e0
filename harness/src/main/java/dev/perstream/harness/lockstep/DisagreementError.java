package dev.perstream.harness.lockstep;

import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The model and the driver do not show the same. One of them is wrong, or a hook of the author's has no model. */
public final class DisagreementError extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient List<String> differences;
    private final transient List<Step> steps;
    private String side = "";

    /**
     * A disagreement.
     *
     * @param when the last thing that was done, such as {@code after "write h1 0 100"}
     * @param differences in words
     * @param declarations what the machine began with
     * @param steps all that was carried out, in order
     * @param replay the command that repeats what the driver did, where the steps alone do not lead to it
     */
    public DisagreementError(
            String when,
            List<String> differences,
            Declarations declarations,
            List<Step> steps,
            Optional<String> replay) {
        super(message(when, differences, declarations, steps)
                + replay.map(command -> "\n\nThe driver's run again, on the simulator:\n  " + command)
                        .orElse(""));
        this.differences = List.copyOf(differences);
        this.steps = List.copyOf(steps);
    }

    /** Puts before the message what the test ran on. */
    public void happenedOn(String place) {
        side = place + ": ";
    }

    @Override
    public String getMessage() {
        return side + super.getMessage();
    }

    /** What differs, in words. */
    public List<String> differences() {
        return differences;
    }

    /** All that was carried out, in order; the last step is the one after which they differ. */
    public List<Step> steps() {
        return steps;
    }

    private static String message(String when, List<String> differences, Declarations declarations, List<Step> steps) {
        var story = Stream.concat(declarations.lines().stream(), steps.stream().map(Step::line));
        return "the model and the driver disagree " + when + "\n  "
                + String.join("\n  ", differences)
                + "\n\nThe story so far, which is a scenario for the simulator:\n"
                + story.map(line -> "  " + line).collect(Collectors.joining("\n"))
                + "\n\nIt is the same in each run. If a hook of yours changes contexts, describe it in a HookModel.";
    }
}
