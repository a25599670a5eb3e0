package dev.perstream.harness.model.machine;

/** Who has a stream open for what, and what they let others do. */
final class ShareCounts {

    private static final int FILE_EXECUTE = 0x20;
    private static final int FILE_READ_DATA = 0x1;
    private static final int FILE_WRITE_DATA = 0x2;
    private static final int FILE_APPEND_DATA = 0x4;
    private static final int DELETE = 0x10000;

    static final int SHARE_READ = 1;
    static final int SHARE_WRITE = 2;
    static final int SHARE_DELETE = 4;

    private int opens;
    private int readers;
    private int writers;
    private int deleters;
    private int sharedRead;
    private int sharedWrite;
    private int sharedDelete;

    /** The rights that matter for sharing, in the bits of the share access. */
    static int wishes(long access) {
        return ((access & (FILE_EXECUTE | FILE_READ_DATA)) != 0 ? SHARE_READ : 0)
                | ((access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) != 0 ? SHARE_WRITE : 0)
                | ((access & DELETE) != 0 ? SHARE_DELETE : 0);
    }

    /** Takes an open in, or out again with -1. */
    void count(int wishes, int share, int by) {
        if (wishes == 0) {
            return;
        }
        opens += by;
        readers += (wishes & SHARE_READ) != 0 ? by : 0;
        writers += (wishes & SHARE_WRITE) != 0 ? by : 0;
        deleters += (wishes & SHARE_DELETE) != 0 ? by : 0;
        sharedRead += (share & SHARE_READ) != 0 ? by : 0;
        sharedWrite += (share & SHARE_WRITE) != 0 ? by : 0;
        sharedDelete += (share & SHARE_DELETE) != 0 ? by : 0;
    }

    void add(ShareCounts other) {
        opens += other.opens;
        readers += other.readers;
        writers += other.writers;
        deleters += other.deleters;
        sharedRead += other.sharedRead;
        sharedWrite += other.sharedWrite;
        sharedDelete += other.sharedDelete;
    }

    /** Whether a further open is compatible with those that are there. */
    boolean allow(int wishes, int share) {
        if (wishes == 0) {
            return true;
        }
        return ((wishes & SHARE_READ) == 0 || sharedRead >= opens)
                && ((wishes & SHARE_WRITE) == 0 || sharedWrite >= opens)
                && ((wishes & SHARE_DELETE) == 0 || sharedDelete >= opens)
                && (readers == 0 || (share & SHARE_READ) != 0)
                && (writers == 0 || (share & SHARE_WRITE) != 0)
                && (deleters == 0 || (share & SHARE_DELETE) != 0);
    }
}
