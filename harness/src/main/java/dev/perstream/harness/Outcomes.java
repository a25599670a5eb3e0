package dev.perstream.harness;

import dev.perstream.harness.world.Possibilities;
import dev.perstream.harness.world.Possibilities.Ending;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** In what threads that ran at the same time can end. */
public final class Outcomes {

    private final Bench bench;
    private final Possibilities possibilities;

    Outcomes(Bench bench, Possibilities possibilities) {
        this.bench = bench;
        this.possibilities = possibilities;
    }

    /** How many different endings there are. */
    public int count() {
        return possibilities.endings().size();
    }

    /** How many runs were tried. */
    public long runs() {
        return possibilities.runs();
    }

    /** Whether all runs within the bounds were tried. */
    public boolean complete() {
        return possibilities.complete();
    }

    /**
     * Something holds in each ending. While the assertions run, the filter shows the contexts of that ending.
     *
     * @throws AssertionError if it does not hold in one, with that ending's contexts
     */
    public Outcomes always(Runnable assertions) {
        possibilities.endings().forEach(ending -> check(ending, assertions));
        return this;
    }

    /**
     * Something holds in at least one ending. While it is asked, the filter shows the contexts of that ending.
     *
     * @throws AssertionError if it holds in none
     */
    public Outcomes sometimes(Runnable assertions) {
        if (possibilities.endings().stream().noneMatch(holding(assertions))) {
            throw new AssertionError("in none of the " + count() + " endings holds what should hold in one:\n"
                    + possibilities.endings().stream().map(Outcomes::text).collect(Collectors.joining("\n\n")));
        }
        return this;
    }

    private void check(Ending ending, Runnable assertions) {
        try {
            bench.during(ending.observation(), assertions);
        } catch (AssertionError error) {
            throw new AssertionError(
                    error.getMessage() + "\nin one of " + count() + " endings:\n" + text(ending), error);
        }
    }

    private Predicate<Ending> holding(Runnable assertions) {
        return ending -> {
            try {
                bench.during(ending.observation(), assertions);
                return true;
            } catch (AssertionError error) {
                return false;
            }
        };
    }

    private static String text(Ending ending) {
        var contexts = ending.observation().contexts().stream()
                .map(context -> "  " + context.text())
                .collect(Collectors.joining("\n"));
        return (contexts.isEmpty() ? "  no contexts" : contexts)
                + (ending.replay().isEmpty() ? "" : "\n  replay " + ending.replay());
    }
}
