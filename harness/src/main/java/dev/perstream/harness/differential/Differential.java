package dev.perstream.harness.differential;

import dev.perstream.harness.FilterDefinition;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.world.Side;
import java.util.Optional;

/**
 * Random sequences of operations on random machines, carried out on the model and on the driver, which must agree after each
 * of them: in how it ended, and in all contexts, field by field.
 *
 * <p>A seed determines everything, on every machine. The first sequence on which the two do not agree, or on which the driver
 * breaks a rule, is shrunk to the shortest that still does.
 */
public final class Differential {

    private static final int FEWEST_STEPS = 20;
    private static final int MOST_STEPS = 120;

    private final FilterDefinition definition;
    private final DriverModel kind;
    private final Trial trial;

    private Differential(FilterDefinition definition, DriverModel kind, Trial trial) {
        this.definition = definition;
        this.kind = kind;
        this.trial = trial;
    }

    /**
     * Compares two sides.
     *
     * @param definition the filter
     * @param kind the kind of driver that both stand for
     * @param model what should happen
     * @param driver what does happen
     */
    public static Differential between(FilterDefinition definition, DriverModel kind, Side model, Side driver) {
        return new Differential(definition, kind, new Trial(model, driver));
    }

    /**
     * Carries out sequences until they had so many operations together, or until the two do not agree.
     *
     * @param seed the same seed, the same sequences
     * @param operations how many; the last sequence is carried out to its end
     */
    public Outcome run(long seed, long operations) {
        var done = 0L;
        var sequences = 0L;
        for (var sequenceSeed = seed; done < operations; sequenceSeed += Dice.GOLDEN) {
            var sequence = sequence(sequenceSeed);
            var tried = trial.run(sequence);
            done += tried.steps();
            sequences++;
            if (tried.disagreement().isPresent()) {
                var found = report(sequenceSeed, sequence, tried);
                return new Outcome(done, sequences, Optional.of(found));
            }
        }
        return new Outcome(done, sequences, Optional.empty());
    }

    /** The sequence that a seed stands for. */
    public Sequence sequence(long seed) {
        var dice = new Dice(seed);
        var machine = RandomMachine.of(dice, definition);
        var count = FEWEST_STEPS + dice.below(MOST_STEPS - FEWEST_STEPS);
        return new Sequence(machine, RandomSteps.of(dice, machine, kind, count));
    }

    private Found report(long seed, Sequence sequence, Trial.Tried tried) {
        var steps = sequence.steps().subList(0, tried.steps());
        var shrunk = Shrinker.shrink(
                trial, sequence.withSteps(steps), tried.disagreement().orElseThrow());
        var last = trial.run(shrunk.sequence());
        var test = new AsTest(definition, kind).print(seed, shrunk, last.expected());
        return new Found(seed, kind, shrunk.sequence(), shrunk.disagreement(), test);
    }

    /**
     * What came of it.
     *
     * @param operations how many were carried out on both
     * @param sequences in so many sequences
     * @param found the first disagreement
     */
    public record Outcome(long operations, long sequences, Optional<Found> found) {

        /**
         * Nothing was found.
         *
         * @throws AssertionError with the shortest sequence, the differences and a test to paste, if the two did not agree
         */
        public void assertAgreement() {
            found.ifPresent(one -> {
                throw new AssertionError(one.toString());
            });
        }
    }

    /**
     * A disagreement, shrunk.
     *
     * @param seed of the sequence: a run with this seed begins with it
     * @param kind the kind of driver
     * @param sequence the shortest that was found
     * @param disagreement in which it ends
     * @param test a test that fails for it
     */
    public record Found(long seed, DriverModel kind, Sequence sequence, Disagreement disagreement, String test) {

        /** The differences, the sequence, and the test, as lines for people. */
        @Override
        public String toString() {
            var step = disagreement.step() < sequence.steps().size()
                    ? "after \"" + sequence.steps().get(disagreement.step()).line() + "\""
                    : "at the end";
            return "the model and the " + kind.key() + " driver do not agree " + step + ":\n  "
                    + String.join("\n  ", disagreement.lines())
                    + "\n\nThe scenario:\n\n    "
                    + String.join("\n    ", sequence.lines())
                    + "\n\nAs a test (seed " + seed + "L):\n\n"
                    + test;
        }
    }
}
