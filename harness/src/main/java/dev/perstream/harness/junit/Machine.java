package dev.perstream.harness.junit;

import dev.perstream.harness.Bench;
import dev.perstream.harness.Filter;
import dev.perstream.harness.world.ExploringSide;

/** What one test runs on. */
final class Machine {

    private final ExploringSide side;
    private final Bench bench;
    private final Filter filter;

    Machine(Variant variant, long seed, ExploringSide side) {
        this.side = side;
        this.bench = new Bench(variant.definition(), variant.model(), side, seed);
        this.filter = variant.facade().on(bench);
    }

    Filter filter() {
        return filter;
    }

    /** What has happened on it. */
    String text() {
        return bench.trace().toString();
    }

    /** Unloads the filter if the test has not failed, and keeps the side for another test if that is possible. */
    void end(boolean good, SidePool pool) {
        if (!good) {
            side.close();
            return;
        }
        try {
            bench.finish();
        } catch (RuntimeException | Error failure) {
            side.close();
            throw failure;
        }
        pool.giveBack(side);
    }
}
