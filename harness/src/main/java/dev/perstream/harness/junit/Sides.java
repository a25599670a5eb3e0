package dev.perstream.harness.junit;

import dev.perstream.harness.simulator.problem.Attempt;
import dev.perstream.harness.world.ExploringSide;
import java.util.function.Supplier;

/** Makes what tests run on. */
interface Sides {

    /**
     * What starts sides. A driver is compiled before, if that is due; it is refused with a problem of the toolchain where
     * there is no compiler, and with another where it cannot be built.
     */
    Attempt<Supplier<ExploringSide>> of(Variant variant, Settings settings);
}
