package dev.perstream.harness.world;

import java.util.Locale;

/** How something is opened. Without a disposition it is opened, or created where it does not exist. */
public enum OpenOption {
    /** Fails unless it exists. */
    EXISTING,
    /** Fails if it exists. */
    CREATE,
    /** Supersedes what exists. */
    REPLACE,
    /** Overwrites what exists. */
    OVERWRITE,
    DIRECTORY,
    DELETE_ON_CLOSE,
    PAGING_FILE,
    READ_ONLY,
    /** Shares nothing with others. */
    EXCLUSIVE,
    /** From kernel mode. */
    KERNEL,
    SEQUENTIAL,
    WRITE_THROUGH,
    NO_BUFFERING;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
