package dev.perstream.harness.fake;

import dev.perstream.harness.Bench;
import dev.perstream.harness.Filter;
import dev.perstream.harness.context.DriverModel;
import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.model.FilterDefinition.DriverFolders;
import java.util.List;
import java.util.Map;

/** What a generator would make for a minifilter without contexts. */
public final class PlainFilter extends Filter {

    /** The schema's. */
    public static final FilterDefinition DEFINITION = new FilterDefinition(
            "Plain",
            "0123456789abcdef".repeat(4),
            "10.0.19041",
            List.of(),
            Map.of(DriverModel.MINIFILTER, new DriverFolders("driver", "hooks")));

    public PlainFilter(Bench bench) {
        super(bench);
    }
}
