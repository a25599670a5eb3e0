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
    /** A folder: {@code FILE_DIRECTORY_FILE}. */
    DIRECTORY,
    /** It goes with its last handle: {@code FILE_DELETE_ON_CLOSE}. */
    DELETE_ON_CLOSE,
    /** As the memory manager opens a paging file: {@code SL_OPEN_PAGING_FILE}. */
    PAGING_FILE,
    /** To read only; without it an open asks to read, write and delete. */
    READ_ONLY,
    /** Shares nothing with others. */
    EXCLUSIVE,
    /** From kernel mode. */
    KERNEL,
    /** {@code FILE_SEQUENTIAL_ONLY}. */
    SEQUENTIAL,
    /** {@code FILE_WRITE_THROUGH}. */
    WRITE_THROUGH,
    /** {@code FILE_NO_INTERMEDIATE_BUFFERING}: offsets and lengths must be multiples of a sector. */
    NO_BUFFERING;

    /** The word of the scenario language. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
