package dev.perstream.output;

import java.util.List;

/** Where planned files go. */
public interface Sink {

    /**
     * Takes all files of a run. What the run no longer plans and a former one wrote is removed.
     *
     * @param files every file that shall exist
     * @return what changed
     * @throws OutputException if the files cannot be taken; its message is for the user
     */
    Outcome accept(List<PlannedFile> files) throws OutputException;
}
