package dev.perstream.harness.junit;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Attempt.Refused;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.world.ExploringSide;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The sides that no test uses at the moment: a process serves many tests, and tests may run at the same time. */
final class SidePool implements AutoCloseable {

    private final Supplier<Attempt<Supplier<ExploringSide>>> preparation;
    private final Queue<ExploringSide> idle = new ConcurrentLinkedQueue<>();
    private Optional<Attempt<Supplier<ExploringSide>>> prepared = Optional.empty();

    /** A pool of sides, for which nothing is done until the first is needed. */
    SidePool(Supplier<Attempt<Supplier<ExploringSide>>> preparation) {
        this.preparation = preparation;
    }

    /** Why there are no sides. */
    Optional<Problem> problem() {
        return prepared() instanceof Refused<Supplier<ExploringSide>> refused
                ? Optional.of(refused.problem())
                : Optional.empty();
    }

    /**
     * A side for a test alone.
     *
     * @throws UnusableDriverError if there are no sides
     */
    ExploringSide take() {
        problem().ifPresent(problem -> {
            throw new UnusableDriverError(problem.text());
        });
        return Optional.ofNullable(idle.poll())
                .orElseGet(() -> prepared().orElseThrow().get());
    }

    /** A side that no test uses any more and that is as good as new. */
    void giveBack(ExploringSide side) {
        idle.add(side);
    }

    @Override
    public void close() {
        for (var side = idle.poll(); side != null; side = idle.poll()) {
            side.close();
        }
    }

    private synchronized Attempt<Supplier<ExploringSide>> prepared() {
        if (prepared.isEmpty()) {
            prepared = Optional.of(preparation.get());
        }
        return prepared.get();
    }
}
