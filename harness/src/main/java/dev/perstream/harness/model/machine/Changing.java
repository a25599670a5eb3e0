package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;

/** Changes of what is known of a file, beside its names ([MS-FSA] 2.1.5.15). */
final class Changing {

    private static final long CLUSTER = 4096;

    private Changing() {}

    static NtStatus endOfFile(OpenFile file, Stream stream, long size) {
        if (file.isDirectory() || size < 0) {
            return NtStatus.INVALID_PARAMETER;
        }
        stream.size = size;
        return NtStatus.SUCCESS;
    }

    static NtStatus allocation(OpenFile file, Stream stream, long size) {
        if (file.isDirectory() || size < 0) {
            return NtStatus.INVALID_PARAMETER;
        }
        stream.size = Math.min(stream.size, (size + CLUSTER - 1) & -CLUSTER);
        return NtStatus.SUCCESS;
    }
}
