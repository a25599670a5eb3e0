package dev.perstream.emit;

import dev.perstream.model.FilterModel;
import dev.perstream.output.PlannedFile;
import java.util.List;

/** Something that a filter is turned into. */
public interface Target {

    /**
     * The files of the target for a filter.
     *
     * @param filter a valid filter that names the target's model
     * @return the files in a fixed order, the same for the same filter on any machine
     */
    List<PlannedFile> plan(FilterModel filter);
}
