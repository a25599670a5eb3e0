package dev.perstream.harness.junit;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.simulator.problem.Problem;
import dev.perstream.harness.world.ExploringSide;
import java.util.function.Supplier;

/** The model, and the driver in the simulator. */
final class RealSides implements Sides {

    @Override
    public Attempt<Supplier<ExploringSide>> of(Variant variant, Settings settings) {
        return Attempt.refused(new Problem(
                Problem.Kind.SIMULATOR, "the harness has no " + (variant.onDriver() ? "driver" : "model") + " yet"));
    }
}
