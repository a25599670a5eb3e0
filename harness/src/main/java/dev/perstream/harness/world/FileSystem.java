package dev.perstream.harness.world;

import java.util.Locale;

/** The file systems that a volume can have. */
public enum FileSystem {
    /** File contexts, alternate streams, hard links, transactions. */
    NTFS,
    /** One stream a file and no file contexts. */
    FAT,
    /** A network redirector: each open may have an {@code FsContext} of its own. */
    REDIRECTOR,
    /** Without the advanced header, and so without contexts of files, streams and handles. */
    PLAIN;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
