package dev.perstream.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps runs that write to one folder apart, in one process and in several. */
final class FolderLock {

    private static final int RETRY_MILLIS = 20;

    private FolderLock() {}

    /** What is done while no other run holds the lock. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Waits until no other run holds the lock, and holds it for the time of the work. */
    static <T> T during(Path lockFile, Work<T> work) throws IOException {
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!tryLock(channel)) {
                Thread.sleep(RETRY_MILLIS);
            }
            return work.run(); // closing the channel releases the lock
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another run writes");
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by another thread of this process
        }
    }
}
