package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;

/** Deletion: what marks a name or stream, and the cleanup that makes it happen ([MS-FSA] 2.1.5.15.3). */
final class Deleting {

    private Deleting() {}

    /** Marks, or takes the mark back. */
    static NtStatus setDisposition(OpenFile file, boolean delete, boolean extended) {
        if (extended && !file.control.mount.volume.traits.posix()) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (file.link == null) {
            return NtStatus.CANNOT_DELETE;
        }
        if (delete) {
            var status = mayDelete(file);
            if (!status.isSuccess()) {
                return status;
            }
        }
        mark(file, delete, extended);
        return NtStatus.SUCCESS;
    }

    private static NtStatus mayDelete(OpenFile file) {
        var stream = file.control.stream;
        if (stream == null || file.link == null || file.control.pagingFile) {
            return NtStatus.CANNOT_DELETE;
        }
        return !stream.file.children.isEmpty() && stream.isDefault() ? Status.DIRECTORY_NOT_EMPTY : NtStatus.SUCCESS;
    }

    private static void mark(OpenFile file, boolean delete, boolean posix) {
        var stream = file.control.stream;
        if (stream != null && !stream.isDefault()) {
            stream.deletePending = delete;
        } else if (file.link != null) {
            file.link.deletePending = delete;
            file.posixDelete = delete && posix;
        }
    }

    /** A name goes when its last handle does, a POSIX deletion with the handle that asked for it. */
    static void atCleanup(OpenFile file) {
        var link = file.link;
        var stream = file.control.stream;
        if (link == null || stream == null || link.removed) {
            return;
        }
        if (file.deleteOnClose && mayDelete(file).isSuccess()) {
            mark(file, true, file.posixDelete);
        }
        if (!stream.isDefault() && stream.deletePending && !stream.hasHandles()) {
            stream.file.streams.remove(stream);
            stream.removed = true;
        }
        if (link.deletePending && (link.handles == 0 || file.posixDelete)) {
            if (link.file.directory && !link.file.children.isEmpty()) {
                link.deletePending = false; // something came in the meantime
            } else {
                file.control.mount.volume.directories.remove(link);
            }
        }
    }
}
