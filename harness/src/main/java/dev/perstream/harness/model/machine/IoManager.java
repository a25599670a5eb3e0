package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.Operation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests by the filter to the file systems; opens and ends file objects; mounts and unmounts. */
final class IoManager {

    private final RequestFilter filter;
    private final Controls controls;

    IoManager(RequestFilter filter) {
        this.filter = filter;
        this.controls = new Controls(filter);
    }

    // --- Volumes

    Mount mount(Volume volume) {
        var current = volume.mount;
        if (current != null) {
            return current;
        }
        var mount = new Mount(volume);
        volume.mount = mount;
        filter.mounted(mount);
        return mount;
    }

    void purge(Mount mount) {
        mount.volume.purging = true;
        boolean more;
        do {
            more = controls.purgeOne(mount, this);
        } while (more);
        mount.volume.purging = false;
        endIfUnused(mount);
    }

    /** From now on the disk may be mounted anew. What is open stays until it is closed. */
    void dismount(Mount mount) {
        if (mount.dismounted) {
            return;
        }
        mount.dismounted = true;
        mount.lockedBy = null;
        mount.volume.mount = null;
        purge(mount);
    }

    private void endIfUnused(Mount mount) {
        if (mount.dismounted && mount.files == 0 && !mount.ended && mount.busy == 0) {
            mount.ended = true;
            filter.unmounting(mount);
        }
    }

    // --- Requests

    NtStatus send(Request request, Supplier<NtStatus> handler) {
        var mount = request.mount();
        mount.busy++;
        filter.before(request);
        request.status = handler.get();
        filter.after(request);
        mount.busy--;
        endIfUnused(mount);
        return request.status;
    }

    /** What an open led to. */
    record Opened(NtStatus status, @Nullable OpenFile file) {}

    Opened open(Volume volume, String path, OpenRequest how) {
        var mount = mount(volume);
        var request = new Request(Operation.CREATE, mount, null);
        request.access = how.access();
        request.options = how.options();
        request.pagingFile = how.pagingFile();
        request.targetDirectory = how.targetDirectory();
        request.closing = file -> {
            cleanUp(file);
            close(file);
        };
        send(request, () -> {
            var creating = new Creating(controls, mount, how, path);
            var status = creating.perform();
            request.file = creating.opened();
            request.created = creating.created();
            return status;
        });
        return new Opened(request.status, request.file);
    }

    OpenFile openStreamFile(OpenFile of) {
        var file = new OpenFile(OpenRequest.STREAM_FILE, of.control, of.link, "", true);
        of.control.opens++;
        of.control.mount.files++;
        of.control.mount.ownFiles++;
        return file;
    }

    // --- The end of a file object

    /** Closes the handle. */
    void closeHandle(OpenFile file) {
        if (!file.streamFile && !file.cleanedUp) {
            send(new Request(Operation.CLEANUP, file), () -> cleanUp(file));
        }
        dereference(file);
    }

    void dereference(OpenFile file) {
        if (--file.references == 0) {
            send(new Request(Operation.CLOSE, file), () -> close(file));
        }
    }

    private NtStatus cleanUp(OpenFile file) {
        file.cleanedUp = true;
        var control = file.control;
        control.locks.unlockAll(file);
        control.shares.count(file.wishes, file.request.share(), -1);
        control.handles--;
        if (file.link != null) {
            file.link.handles--;
        }
        if (control.mount.lockedBy == file) {
            control.mount.lockedBy = null;
        }
        file.cached = false;
        control.fastIoPossible &= control.handles > 0;
        if (!control.mount.dismounted) {
            Deleting.atCleanup(file);
        }
        return NtStatus.SUCCESS;
    }

    private NtStatus close(OpenFile file) {
        var mount = file.control.mount;
        filter.closed(file);
        mount.ownFiles -= file.streamFile ? 1 : 0;
        file.control.opens--;
        mount.files--;
        controls.closed(file.control);
        return NtStatus.SUCCESS;
    }
}
