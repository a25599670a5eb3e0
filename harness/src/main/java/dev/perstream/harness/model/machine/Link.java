package dev.perstream.harness.model.machine;

/** A name of a file in a directory. */
final class Link {

    final FileNode file;
    FileNode directory;
    String name;
    /** Empty if the name is short itself, or the file system has no short names. */
    String shortName = "";
    /** File objects without a cleanup that were opened through it. */
    int handles;
    /** No longer in its directory. */
    boolean removed;

    boolean deletePending;

    Link(FileNode file, FileNode directory, String name) {
        this.file = file;
        this.directory = directory;
        this.name = name;
    }
}
