package dev.perstream.maven.generation;

import java.nio.file.Path;

/**
 * How messages name files: from the folder in which the user started the build, with forward slashes.
 *
 * @param workingFolder that folder
 */
public record FileNames(Path workingFolder) {

    /** The name of a file or folder; absolute if it lies elsewhere. */
    public String of(Path path) {
        var name =
                path.startsWith(workingFolder) && !path.equals(workingFolder) ? workingFolder.relativize(path) : path;
        return name.toString().replace('\\', '/');
    }
}
