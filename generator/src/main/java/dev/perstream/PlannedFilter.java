package dev.perstream;

import dev.perstream.model.FilterModel;
import dev.perstream.output.PlannedFile;
import java.util.List;

/**
 * A filter with the files that it is turned into.
 *
 * @param filter what the schema describes
 * @param files in a fixed order
 */
public record PlannedFilter(FilterModel filter, List<PlannedFile> files) {

    public PlannedFilter {
        files = List.copyOf(files);
    }
}
