package dev.perstream.output;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A folder and what lies below it. Links below it are not followed, so that nothing outside is read or changed.
 *
 * @param root the folder, which may not exist yet
 */
record Tree(Path root) {

    Tree {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The file at a relative path.
     *
     * @throws OutputException if a link or a file stands where a folder must be
     */
    Path resolve(String path) throws OutputException {
        var at = root;
        for (var segment : path.split("/", -1)) {
            if (Files.exists(at) && !Files.isDirectory(at)) {
                throw new OutputException(at + ": is a file where a folder must be; move it away");
            }
            at = at.resolve(segment);
            if (Files.isSymbolicLink(at)) {
                throw new OutputException(at + ": is a symbolic link, and nothing is written through links below "
                        + root + "; remove it");
            }
        }
        return at;
    }

    /** Whether a regular file is there. */
    static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The nearest folder above a path that exists. */
    static Path existingFolder(Path path) {
        var at = path.getParent();
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at == null ? path : at;
    }

    /** Removes a file, and the folders below the root that it leaves empty. */
    void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        for (var at = file.getParent(); at != null && !at.equals(root) && at.startsWith(root); at = at.getParent()) {
            try {
                Files.deleteIfExists(at);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }
}
