package dev.perstream.harness.fake;

import dev.perstream.harness.Bench;
import dev.perstream.harness.Filter;
import dev.perstream.harness.Handle;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.ExploringSide;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a generator would make for a filter with tallies. */
public final class TallyFilter extends Filter {

    /** The schema's. */
    public static final FilterDefinition DEFINITION =
            new FilterDefinition("Tally", "0".repeat(64), "10.0.19041", List.of(), Map.of());

    public TallyFilter(Bench bench) {
        super(bench);
    }

    /** The filter on a side. */
    public static TallyFilter on(ExploringSide side) {
        return new TallyFilter(new Bench(DEFINITION, DriverModel.MINIFILTER, side, 1));
    }

    public Tally tally(Handle handle) {
        return context(Tally.TYPE, handle);
    }

    public Optional<Tally> findTally(Handle handle) {
        return findContext(Tally.TYPE, handle);
    }
}
