package dev.perstream.output;

import java.nio.file.Path;

/**
 * Where the files of one execution go.
 *
 * @param plumbing the root of generated files; what is remembered lies in its folder {@code .perstream}
 * @param scaffolds the root of the author's files
 * @param execution the name under which the execution is remembered, so that several can share a root
 */
public record OutputFolders(Path plumbing, Path scaffolds, String execution) {

    public OutputFolders {
        if (!PlannedPaths.isSafe(execution)) {
            throw new IllegalArgumentException("unsafe name " + execution);
        }
    }
}
