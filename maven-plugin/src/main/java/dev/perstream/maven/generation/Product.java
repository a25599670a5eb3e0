package dev.perstream.maven.generation;

import dev.perstream.PlannedFilter;
import dev.perstream.diagnostic.Checked;
import dev.perstream.diagnostic.SourceText;
import dev.perstream.output.OutputFolders;
import dev.perstream.output.PlannedFile;
import java.util.List;

/** A kind of output of schemas: what is planned, and where it goes. */
interface Product {

    /** Where the files go. */
    OutputFolders folders();

    /** What the output depends on, beside the schemas and the generator; the same in any folder. */
    String options();

    /** Plans the files of a schema. */
    Checked<PlannedFilter> plan(SourceText source);

    /**
     * The files of all schemas, with paths from the roots of the folders.
     *
     * @throws GenerationException if they cannot lie beside each other
     */
    List<PlannedFile> files(List<PlannedFilter> plans) throws GenerationException;

    /** Why an author's file that is no longer planned is of no use, and what to do about it. */
    String abandoned();
}
