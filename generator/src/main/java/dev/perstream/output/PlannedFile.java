package dev.perstream.output;

import java.util.List;

/**
 * A file that a run wants to exist.
 *
 * @param path relative to the owner's root folder, with forward slashes, without {@code .} and {@code ..}
 * @param content the whole text, with {@code \n} line ends
 * @param owner who may change it
 * @param parts for a scaffold, what it must contain for the plumbing to build; else empty
 */
public record PlannedFile(String path, String content, Owner owner, List<ScaffoldPart> parts) {

    public PlannedFile {
        parts = List.copyOf(parts);
    }

    /** A file that is generated in full at each run. */
    public static PlannedFile plumbing(String path, String content) {
        return new PlannedFile(path, content, Owner.PLUMBING, List.of());
    }

    /** A file that is written once. */
    public static PlannedFile scaffold(String path, String content, List<ScaffoldPart> parts) {
        return new PlannedFile(path, content, Owner.SCAFFOLD, parts);
    }

    /** The same file in a subfolder of its root. */
    public PlannedFile below(String folder) {
        return new PlannedFile(folder + "/" + path, content, owner, parts);
    }
}
