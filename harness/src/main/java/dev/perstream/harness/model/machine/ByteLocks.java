package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import java.util.ArrayList;
import java.util.List;

/** The byte-range locks of a stream ([MS-FSA] 2.1.4.10). */
final class ByteLocks {

    private record Range(OpenFile owner, long offset, long length, boolean exclusive) {

        /** Offsets are unsigned; a range of no bytes lies between two, and the one at 0 conflicts with nothing. */
        boolean overlaps(long otherOffset, long otherLength) {
            if ((otherOffset == 0 && otherLength == 0) || (offset == 0 && length == 0)) {
                return false;
            }
            return Long.compareUnsigned(otherOffset, offset + length - 1) <= 0
                    && Long.compareUnsigned(otherOffset + otherLength - 1, offset) >= 0;
        }
    }

    private final List<Range> ranges = new ArrayList<>(0);

    /** Whether bytes may be read or written: a shared lock forbids all to write, an exclusive one all but its owner. */
    boolean allow(OpenFile file, long offset, long length, boolean write) {
        for (var range : ranges) {
            var forbidden = range.exclusive ? range.owner != file : write;
            if (forbidden && range.overlaps(offset, length)) {
                return false;
            }
        }
        return true;
    }

    NtStatus lock(OpenFile file, long offset, long length, boolean exclusive) {
        if (!isRange(offset, length)) {
            return Status.INVALID_LOCK_RANGE;
        }
        for (var range : ranges) {
            if (range.overlaps(offset, length) && (exclusive || range.exclusive)) {
                return Status.LOCK_NOT_GRANTED;
            }
        }
        ranges.add(new Range(file, offset, length, exclusive));
        return NtStatus.SUCCESS;
    }

    /** An exclusive lock goes before the shared ones of the same range. */
    NtStatus unlock(OpenFile file, long offset, long length) {
        if (!isRange(offset, length)) {
            return Status.INVALID_LOCK_RANGE;
        }
        return ranges.remove(new Range(file, offset, length, true))
                        || ranges.remove(new Range(file, offset, length, false))
                ? NtStatus.SUCCESS
                : Status.RANGE_NOT_LOCKED;
    }

    void unlockAll(OpenFile file) {
        ranges.removeIf(range -> range.owner == file);
    }

    private static boolean isRange(long offset, long length) {
        return length == 0 || Long.compareUnsigned(offset + length - 1, offset) >= 0;
    }
}
