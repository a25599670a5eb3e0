package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;

/** File-system control codes: locking and dismounting volumes, reparse points. */
final class Controlling {

    static final long LOCK_VOLUME = 0x90018;
    static final long UNLOCK_VOLUME = 0x9001C;
    static final long DISMOUNT_VOLUME = 0x90020;
    private static final long IS_VOLUME_MOUNTED = 0x90028;
    private static final long SET_REPARSE_POINT = 0x900A4;
    private static final long GET_REPARSE_POINT = 0x900A8;
    private static final long DELETE_REPARSE_POINT = 0x900AC;

    private final IoManager io;
    private final OpenFile file;
    private final Mount mount;

    Controlling(IoManager io, OpenFile file) {
        this.io = io;
        this.file = file;
        this.mount = file.control.mount;
    }

    NtStatus perform(long code) {
        if (code == LOCK_VOLUME) {
            return lock();
        }
        if (code == UNLOCK_VOLUME) {
            return unlock();
        }
        if (code == DISMOUNT_VOLUME) {
            return dismount();
        }
        return code == IS_VOLUME_MOUNTED ? NtStatus.SUCCESS : reparse(code);
    }

    /** Only if nobody else has anything open. */
    private NtStatus lock() {
        if (file.control.stream != null) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (mount.lockedBy != null) {
            return NtStatus.ACCESS_DENIED;
        }
        io.purge(mount);
        if (mount.files - mount.ownFiles > 1) {
            return NtStatus.ACCESS_DENIED;
        }
        mount.lockedBy = file;
        return NtStatus.SUCCESS;
    }

    private NtStatus unlock() {
        if (file.control.stream != null) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (mount.lockedBy != file) {
            return Status.NOT_LOCKED;
        }
        mount.lockedBy = null;
        return NtStatus.SUCCESS;
    }

    /** Not if another handle has locked the volume, not with a paging file. */
    private NtStatus dismount() {
        if (file.control.stream != null || mount.volume.traits.remote()) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (mount.lockedBy != null && mount.lockedBy != file) {
            return NtStatus.ACCESS_DENIED;
        }
        for (var control : mount.controls) {
            if (control.pagingFile && control.opens > 0) {
                return NtStatus.ACCESS_DENIED;
            }
        }
        io.dismount(mount);
        return NtStatus.SUCCESS;
    }

    /** No step makes a reparse point, and so there is none. */
    private NtStatus reparse(long code) {
        if (file.control.stream == null || !mount.volume.traits.reparsePoints()) {
            return NtStatus.INVALID_DEVICE_REQUEST;
        }
        if (code == SET_REPARSE_POINT) {
            return Status.REPARSE_DATA_INVALID;
        }
        return code == GET_REPARSE_POINT || code == DELETE_REPARSE_POINT
                ? Status.NOT_A_REPARSE_POINT
                : NtStatus.INVALID_DEVICE_REQUEST;
    }
}
