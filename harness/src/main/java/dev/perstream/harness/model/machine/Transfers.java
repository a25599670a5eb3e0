package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.VolumeBehaviour;

/** Reads and writes, by request and by fast I/O ([MS-FSA] 2.1.5.3 and 2.1.5.4). */
final class Transfers {

    private static final int SECTOR = 512;

    private Transfers() {}

    /** By a request. */
    static NtStatus perform(Request request, OpenFile file) {
        var write = request.operation() == Operation.WRITE;
        var stream = file.control.stream;
        var offset = request.offset == -1 && write && stream != null ? stream.size : request.offset;
        var status = check(request, file, offset, write);
        if (!status.isSuccess() || request.length == 0) {
            return status;
        }
        if (stream == null) {
            return write ? NtStatus.ACCESS_DENIED : moved(request, file, offset, request.length);
        }
        return write ? write(request, file, stream, offset) : read(request, file, stream, offset);
    }

    private static NtStatus check(Request request, OpenFile file, long offset, boolean write) {
        if (file.isDirectory()) {
            return NtStatus.INVALID_DEVICE_REQUEST;
        }
        if (file.control.mount.dismounted) {
            return Status.VOLUME_DISMOUNTED;
        }
        if (offset < 0) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (request.paging) {
            return NtStatus.SUCCESS;
        }
        var unbuffered = file.request.has(OpenRequest.NO_BUFFERING);
        if (unbuffered && (offset % SECTOR != 0 || request.length % SECTOR != 0)) {
            return NtStatus.INVALID_PARAMETER;
        }
        return file.control.locks.allow(file, offset, request.length, write)
                ? NtStatus.SUCCESS
                : Status.FILE_LOCK_CONFLICT;
    }

    private static NtStatus read(Request request, OpenFile file, Stream stream, long offset) {
        if (offset >= stream.size) {
            return NtStatus.END_OF_FILE;
        }
        useCache(request, file);
        return moved(request, file, offset, Math.min(request.length, stream.size - offset));
    }

    /** Pages never make a file longer. */
    private static NtStatus write(Request request, OpenFile file, Stream stream, long offset) {
        var length = request.length;
        if (offset > Long.MAX_VALUE - length) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (request.paging) {
            if (offset >= stream.size) {
                return NtStatus.SUCCESS;
            }
            length = Math.min(length, stream.size - offset);
        }
        useCache(request, file);
        stream.size = Math.max(stream.size, offset + length);
        return moved(request, file, offset, length);
    }

    /** The first cached read or write of a file object: from now on fast I/O may be tried. */
    private static void useCache(Request request, OpenFile file) {
        var hasCache = !file.streamFile && !file.request.has(OpenRequest.NO_BUFFERING);
        if (request.noCache || request.paging || file.cached || !hasCache) {
            return;
        }
        var control = file.control;
        file.cached = true;
        control.fastIoPossible = !control.mount.volume.does(VolumeBehaviour.NO_FAST_IO);
        if (control.mount.volume.does(VolumeBehaviour.KEEP_FILE_OBJECTS) && control.cached == null) {
            file.references++;
            control.cached = file;
        }
    }

    private static NtStatus moved(Request request, OpenFile file, long offset, long length) {
        request.transferred = length;
        if (file.isSynchronous() && !request.paging) {
            file.position = offset + length;
        }
        return NtStatus.SUCCESS;
    }

    /** By fast I/O, which may be refused: false. */
    static boolean performFast(Request request, OpenFile file) {
        var write = request.operation() == Operation.WRITE;
        var stream = file.control.stream;
        if (stream == null || file.control.mount.dismounted || file.isDirectory()) {
            return false;
        }
        var offset = request.offset == -1 && write ? stream.size : request.offset;
        if (!file.cached
                || !file.control.fastIoPossible
                || (write && file.request.has(OpenRequest.WRITE_THROUGH))
                || offset < 0
                || !file.control.locks.allow(file, offset, request.length, write)) {
            return false;
        }
        request.status = request.length == 0 ? NtStatus.SUCCESS : moveFast(request, file, stream, offset, write);
        return true;
    }

    private static NtStatus moveFast(Request request, OpenFile file, Stream stream, long offset, boolean write) {
        if (write) {
            stream.size = Math.max(stream.size, offset + request.length);
            return moved(request, file, offset, request.length);
        }
        return offset >= stream.size
                ? NtStatus.END_OF_FILE
                : moved(request, file, offset, Math.min(request.length, stream.size - offset));
    }
}
