package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.IoOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests that a caller makes on a file it has open. */
final class FileRequests {

    private static final long UNSIGNED = 0xFFFF_FFFFL;
    /** The characters of the longest label: [MS-FSA] leaves it to the file system, and NTFS takes so many. */
    private static final int LABEL_LIMIT = 32;

    /** Handles a change of a file that is open on a mounted volume. */
    private interface Change {
        NtStatus apply(Stream stream);
    }

    private final IoManager io;
    private final RequestFilter filter;

    FileRequests(IoManager io, RequestFilter filter) {
        this.io = io;
        this.filter = filter;
    }

    // --- Reads and writes

    NtStatus transfer(Operation operation, OpenFile file, long offset, long length, Set<IoOption> options) {
        var request = new Request(operation, file);
        var append = operation == Operation.WRITE && options.contains(IoOption.APPEND);
        request.length = length & UNSIGNED;
        request.offset = append ? -1 : offset < 0 ? file.position : offset;
        request.paging = options.contains(IoOption.PAGING);
        var cached =
                !request.paging && !options.contains(IoOption.NO_CACHE) && !file.request.has(OpenRequest.NO_BUFFERING);
        request.noCache = !cached;
        var triesFast = cached
                && !options.contains(IoOption.IRP)
                && !options.contains(IoOption.PEND)
                && (file.cached || options.contains(IoOption.FAST));
        if (triesFast && fast(request, Transfers.performFast(request, file))) {
            return request.status;
        }
        return io.send(request, () -> Transfers.perform(request, file));
    }

    private boolean fast(Request request, boolean done) {
        if (!done) {
            request.status = Status.DISALLOW_FAST_IO;
        }
        filter.fast(request, done);
        return done;
    }

    // --- Information

    NtStatus query(OpenFile file, InformationKind kind) {
        var request = new Request(Operation.QUERY_INFORMATION, file);
        request.informationClass = InformationClass.of(kind);
        if (file.isSynchronous() && InformationClass.hasFastQuery(request.informationClass)) {
            var done = file.control.stream != null && !file.control.mount.dismounted;
            if (fast(request, done)) {
                return request.status;
            }
        }
        return io.send(request, () -> Querying.perform(file, request.informationClass));
    }

    private NtStatus change(Request request, OpenFile file, Change change) {
        return io.send(request, () -> {
            var stream = file.control.stream;
            if (stream == null) {
                return NtStatus.INVALID_PARAMETER;
            }
            return file.control.mount.dismounted ? Status.VOLUME_DISMOUNTED : change.apply(stream);
        });
    }

    private static Request setInformation(OpenFile file, int informationClass) {
        var request = new Request(Operation.SET_INFORMATION, file);
        request.informationClass = informationClass;
        return request;
    }

    NtStatus setEndOfFile(OpenFile file, long size) {
        return change(
                setInformation(file, InformationClass.END_OF_FILE),
                file,
                stream -> Changing.endOfFile(file, stream, size));
    }

    NtStatus setAllocation(OpenFile file, long size) {
        return change(
                setInformation(file, InformationClass.ALLOCATION),
                file,
                stream -> Changing.allocation(file, stream, size));
    }

    NtStatus setTimes(OpenFile file) {
        return change(setInformation(file, InformationClass.BASIC), file, stream -> NtStatus.SUCCESS);
    }

    NtStatus setDisposition(OpenFile file, boolean delete, boolean posix) {
        var request = setInformation(file, posix ? InformationClass.DISPOSITION_EX : InformationClass.DISPOSITION);
        request.deleting = delete;
        return change(request, file, stream -> Deleting.setDisposition(file, delete, posix));
    }

    /** The folder of the target is opened first where there is one. */
    NtStatus rename(OpenFile file, String path, boolean replace, @Nullable OpenFile folder) {
        var renaming = new Renaming(file, path, replace, folder);
        return change(
                setInformation(file, InformationClass.RENAME), file, stream -> renaming.rename(stream.file, stream));
    }

    NtStatus link(OpenFile file, String path, boolean replace, @Nullable OpenFile folder) {
        var renaming = new Renaming(file, path, replace, folder);
        return change(setInformation(file, InformationClass.LINK), file, stream -> renaming.link(stream.file));
    }

    // --- The rest

    /** All entries, query by query. */
    NtStatus list(OpenFile file, String pattern) {
        var restart = true;
        while (true) {
            var restarts = restart;
            var request = new Request(Operation.DIRECTORY_CONTROL, file);
            var status = io.send(request, () -> Listing.perform(file, pattern, restarts));
            if (!status.isSuccess()) {
                return status.equals(Status.NO_MORE_FILES) ? NtStatus.SUCCESS : status;
            }
            restart = false;
        }
    }

    /** One that every mounted volume can do. */
    NtStatus simple(Operation operation, OpenFile file) {
        return io.send(new Request(operation, file), () -> verified(file));
    }

    NtStatus security(OpenFile file, boolean set) {
        var status = io.send(new Request(Operation.QUERY_SECURITY, file), () -> security(file));
        return set && status.isSuccess()
                ? io.send(new Request(Operation.SET_SECURITY, file), () -> security(file))
                : status;
    }

    private static NtStatus security(OpenFile file) {
        if (!file.control.mount.volume.traits.security()) {
            return NtStatus.INVALID_DEVICE_REQUEST;
        }
        return file.control.stream == null ? NtStatus.INVALID_PARAMETER : verified(file);
    }

    NtStatus lock(OpenFile file, long offset, long length, boolean exclusive) {
        return lockControl(file, () -> file.control.locks.lock(file, offset, length, exclusive));
    }

    NtStatus unlock(OpenFile file, long offset, long length) {
        return lockControl(file, () -> file.control.locks.unlock(file, offset, length));
    }

    private NtStatus lockControl(OpenFile file, java.util.function.Supplier<NtStatus> change) {
        return io.send(new Request(Operation.LOCK_CONTROL, file), () -> {
            if (file.control.stream == null || file.isDirectory()) {
                return NtStatus.INVALID_PARAMETER;
            }
            var status = verified(file);
            return status.isSuccess() ? change.get() : status;
        });
    }

    NtStatus control(OpenFile file, long code) {
        var request = new Request(Operation.FILE_SYSTEM_CONTROL, file);
        request.controlCode = code & UNSIGNED;
        return io.send(request, () -> {
            var status = verified(file);
            return status.isSuccess() ? new Controlling(io, file).perform(request.controlCode) : status;
        });
    }

    NtStatus queryEa(OpenFile file) {
        return io.send(new Request(Operation.QUERY_EA, file), () -> ExtendedAttributes.query(file));
    }

    NtStatus setEa(OpenFile file, String attribute, boolean remove) {
        return io.send(new Request(Operation.SET_EA, file), () -> ExtendedAttributes.set(file, attribute, remove));
    }

    /** The label of a server's volume is not its users' to set. */
    NtStatus setLabel(OpenFile file, String label) {
        return io.send(new Request(Operation.SET_VOLUME_INFORMATION, file), () -> {
            var status = verified(file);
            if (!status.isSuccess()) {
                return status;
            }
            if (file.control.mount.volume.traits.remote()) {
                return NtStatus.ACCESS_DENIED;
            }
            return label.length() > LABEL_LIMIT ? Status.INVALID_VOLUME_LABEL : NtStatus.SUCCESS;
        });
    }

    /** No file system here has fast I/O for it, and no disk knows a code. */
    NtStatus deviceControl(OpenFile file, long code) {
        var request = new Request(Operation.DEVICE_CONTROL, file);
        request.controlCode = code & UNSIGNED;
        return io.send(request, () -> {
            if (file.control.stream != null) {
                return NtStatus.INVALID_PARAMETER;
            }
            var status = verified(file);
            return status.isSuccess() ? NtStatus.INVALID_DEVICE_REQUEST : status;
        });
    }

    /** No volume has quotas. */
    NtStatus quota(OpenFile file, boolean set) {
        return io.send(
                new Request(set ? Operation.SET_QUOTA : Operation.QUERY_QUOTA, file),
                () -> NtStatus.INVALID_DEVICE_REQUEST);
    }

    static NtStatus verified(OpenFile file) {
        return file.control.mount.dismounted ? Status.VOLUME_DISMOUNTED : NtStatus.SUCCESS;
    }
}
