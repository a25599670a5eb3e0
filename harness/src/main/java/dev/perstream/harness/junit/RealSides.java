package dev.perstream.harness.junit;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.world.ExploringSide;
import java.util.function.Supplier;

final class RealSides implements Sides {
    @Override
    public Attempt<Supplier<ExploringSide>> of(Variant variant, Settings settings) {
        throw new IllegalStateException();
    }
}
