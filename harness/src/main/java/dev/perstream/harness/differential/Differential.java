package dev.perstream.harness.differential;

import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
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
        var search = new Search(seed);
        search.until(operations);
        return new Outcome(search.operations, search.sequences, search.tried.map(tried -> report(search, tried)));
    }

    /** The first disagreement, as it was found: for those who want to know only whether there is one. */
    public Optional<Disagreement> first(long seed, long operations) {
        var search = new Search(seed);
        search.until(operations);
        return search.tried.flatMap(Trial.Tried::disagreement);
    }

    /** One sequence after the other. */
    private final class Search {

        private long seed;
        private long operations;
        private long sequences;
        private Optional<Trial.Tried> tried = Optional.empty();

        private Search(long seed) {
            this.seed = seed - Dice.GOLDEN;
        }

        private void until(long enough) {
            while (operations < enough && tried.isEmpty()) {
                seed += Dice.GOLDEN;
                var one = trial.run(sequence(seed));
                operations += one.steps();
                sequences++;
                tried = Optional.of(one).filter(any -> any.disagreement().isPresent());
            }
        }
    }

    /** As much of the sequence that a seed stands for as makes sense: up to a name that is given twice, or the like. */
    public Sequence sensible(long seed) {
        var sequence = sequence(seed);
        return sequence.withSteps(sequence.steps().subList(0, trial.sensible(sequence)));
    }

    /** The sequence that a seed stands for. */
    public Sequence sequence(long seed) {
        var dice = new Dice(seed);
        var machine = RandomMachine.of(dice, definition);
        var count = FEWEST_STEPS + dice.below(MOST_STEPS - FEWEST_STEPS);
        return new Sequence(machine, RandomSteps.of(dice, machine, kind, count));
    }

    private Found report(Search search, Trial.Tried tried) {
        var sequence = sequence(search.seed);
        var steps = sequence.steps().subList(0, tried.steps());
        var shrunk = Shrinker.shrink(
                trial, sequence.withSteps(steps), tried.disagreement().orElseThrow());
        var last = trial.run(shrunk.sequence());
        var test = new AsTest(definition, kind).print(search.seed, shrunk, last.expected());
        return new Found(search.seed, kind, shrunk.sequence(), shrunk.disagreement(), test);
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
