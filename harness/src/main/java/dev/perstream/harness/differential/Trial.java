package dev.perstream.harness.differential;

import dev.perstream.harness.differential.Disagreement.Kind;
import dev.perstream.harness.lockstep.Comparison;
import dev.perstream.harness.world.Side;
import dev.perstream.harness.world.Side.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out sequences on the model and on the driver.
 *
 * @param model what should happen
 * @param driver what does happen
 */
record Trial(Side model, Side driver) {

    /**
     * What came of a sequence.
     *
     * @param steps how many were carried out: up to the first that makes no sense there
     * @param expected what the model showed after each of them
     * @param disagreement the first
     */
    record Tried(int steps, List<Moment> expected, Optional<Disagreement> disagreement) {}

    /** Carries out a sequence on both. */
    Tried run(Sequence sequence) {
        var expected = new ArrayList<Moment>();
        try {
            model.begin(sequence.declarations());
            follow(sequence, expected);
            model.finish();
        } catch (RuntimeException | AssertionError e) {
            return new Tried(
                    expected.size(),
                    List.copyOf(expected),
                    Optional.of(new Disagreement(Kind.MODEL, expected.size(), lines(e))));
        }
        return new Tried(expected.size(), List.copyOf(expected), onDriver(sequence, expected));
    }

    /** How many of the steps make sense, one after the other. */
    int sensible(Sequence sequence) {
        var moments = new ArrayList<Moment>();
        model.begin(sequence.declarations());
        follow(sequence, moments);
        model.finish();
        return moments.size();
    }

    private void follow(Sequence sequence, List<Moment> expected) {
        var sense = new Sense(sequence);
        for (var step : sequence.steps()) {
            if (!sense.allows(step)) {
                return;
            }
            var result = model.perform(step);
            sense.follow(step, result);
            expected.add(new Moment(result, model.observe()));
        }
    }

    private Optional<Disagreement> onDriver(Sequence sequence, List<Moment> expected) {
        try {
            driver.begin(sequence.declarations());
            var steps = sequence.steps().subList(0, expected.size());
            var disagreement = firstOf(expected, driver.performAll(steps));
            if (disagreement.isEmpty()) {
                driver.finish();
            }
            return disagreement;
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Disagreement(Kind.FINDING, expected.size(), lines(e)));
        }
    }

    private static Optional<Disagreement> firstOf(List<Moment> expected, List<Moment> actual) {
        var continuity = new Continuity();
        for (var i = 0; i < expected.size(); i++) {
            var model = expected.get(i);
            var driver = actual.get(i);
            var differences = Comparison.differences(model.observation(), driver.observation());
            if (!model.result().equals(driver.result())) {
                var lines = new ArrayList<String>();
                lines.add("the step ends with " + model.result() + " on the model, but with " + driver.result()
                        + " on the driver");
                lines.addAll(differences);
                return Optional.of(new Disagreement(Kind.RESULT, i, lines));
            }
            var replaced =
                    differences.isEmpty() ? continuity.next(model.observation(), driver.observation()) : differences;
            if (!replaced.isEmpty()) {
                return Optional.of(new Disagreement(Kind.CONTEXTS, i, replaced));
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(Throwable thrown) {
        var message = Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
        var lines = new ArrayList<>(message.lines().toList());
        if (!(thrown instanceof AssertionError) && thrown.getStackTrace().length > 0) {
            lines.add(thrown.getClass().getName() + " at " + thrown.getStackTrace()[0]);
        }
        return List.copyOf(lines);
    }
}
