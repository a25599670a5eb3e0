package dev.perstream.harness.world;

import java.util.Locale;

/** What a file system may do differently. */
public enum VolumeBehaviour {
    /** Creates are pended. */
    CREATE_PENDS,
    /** Creates are completed at DISPATCH_LEVEL. */
    CREATE_AT_DISPATCH,
    /** Streams stay in memory after their last close. */
    KEEP_FCBS,
    /** The cache holds file objects after their cleanup. */
    KEEP_FILE_OBJECTS,
    /** No fast I/O. */
    NO_FAST_IO;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
