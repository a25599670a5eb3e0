package dev.perstream.harness.model.machine;

import org.jspecify.annotations.Nullable;

/**
 * How something is to be opened.
 *
 * @param access an {@code ACCESS_MASK}
 * @param share what others may do: {@link ShareCounts}
 * @param disposition what becomes of what is there, or not
 * @param options {@code FILE_...}
 * @param pagingFile whether the memory manager opens a paging file
 * @param targetDirectory whether it is the directory of the path that is opened, for a rename
 * @param transaction in which; null: none
 */
record OpenRequest(
        long access,
        int share,
        Disposition disposition,
        long options,
        boolean pagingFile,
        boolean targetDirectory,
        @Nullable KernelTransaction transaction) {

    static final long DIRECTORY = 0x1;
    static final long WRITE_THROUGH = 0x2;
    static final long SEQUENTIAL = 0x4;
    static final long NO_BUFFERING = 0x8;
    static final long SYNCHRONOUS = 0x20;
    static final long DELETE_ON_CLOSE = 0x1000;
    static final long BACKUP_INTENT = 0x4000;

    static final long GENERIC_READ_WRITE = 0xC000_0000L;
    static final long FILE_GENERIC_READ = 0x12_0089;
    static final long FILE_GENERIC_WRITE = 0x12_0116;
    static final long FILE_WRITE_DATA = 0x2;
    static final long FILE_READ_ATTRIBUTES = 0x80;
    static final long DELETE = 0x1_0000;
    static final long SYNCHRONIZE = 0x10_0000;

    enum Disposition {
        SUPERSEDE,
        OPEN,
        CREATE,
        OPEN_IF,
        OVERWRITE,
        OVERWRITE_IF;

        boolean overwrites() {
            return this == SUPERSEDE || this == OVERWRITE || this == OVERWRITE_IF;
        }
    }

    /** What a stream file object of the file system's is opened with. */
    static final OpenRequest STREAM_FILE = new OpenRequest(0, 0, Disposition.OPEN, 0, false, false, null);

    boolean has(long option) {
        return (options & option) != 0;
    }

    /** Generic rights as a file system maps them. */
    long specificAccess() {
        return access == (GENERIC_READ_WRITE | SYNCHRONIZE) ? FILE_GENERIC_READ | FILE_GENERIC_WRITE : access;
    }
}
