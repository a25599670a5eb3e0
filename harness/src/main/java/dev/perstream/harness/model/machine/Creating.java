package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import dev.perstream.harness.model.machine.OpenRequest.Disposition;
import org.jspecify.annotations.Nullable;

/** Creates and opens, as [MS-FSA] 2.1.5.1 has them. */
final class Creating {

    private final Controls controls;
    private final Mount mount;
    private final OpenRequest request;
    private final String path;
    private final long access;
    private Place place;
    private boolean created;
    private @Nullable OpenFile opened;

    /** An open of a path within a volume: empty for the volume itself. */
    Creating(Controls controls, Mount mount, OpenRequest request, String path) {
        this.controls = controls;
        this.mount = mount;
        this.request = request;
        this.path = path;
        this.access = request.specificAccess();
        this.place = Place.find(mount.volume, path);
    }

    /** Carries it out; what it opens is told by {@link #opened()}. */
    NtStatus perform() {
        var status = checkVolume();
        if (!status.isSuccess()) {
            return status;
        }
        status = checkOptions();
        if (!status.isSuccess()) {
            return status;
        }
        if (path.isEmpty()) {
            return openVolume();
        }
        if (!place.status.isSuccess()) {
            return place.status;
        }
        if (request.targetDirectory()) {
            return openTargetDirectory();
        }
        var stream = place.stream;
        return stream != null ? openExisting(stream) : createNew();
    }

    /** What a successful open gave. */
    @Nullable
    OpenFile opened() {
        return opened;
    }

    boolean created() {
        return created;
    }

    private NtStatus checkVolume() {
        if (mount.dismounted) {
            return Status.VOLUME_DISMOUNTED;
        }
        if (mount.lockedBy != null) {
            return NtStatus.ACCESS_DENIED;
        }
        var transaction = request.transaction();
        if (transaction == null) {
            return NtStatus.SUCCESS;
        }
        if (!mount.volume.traits.transactions()) {
            return Status.RM_NOT_ACTIVE;
        }
        return transaction.isActive() ? NtStatus.SUCCESS : Status.TRANSACTION_NOT_ACTIVE;
    }

    private boolean overwrites() {
        return request.disposition().overwrites();
    }

    private boolean asksForDirectory() {
        return request.has(OpenRequest.DIRECTORY);
    }

    private NtStatus checkOptions() {
        var contradicts = asksForDirectory() && overwrites();
        var deletesWithoutRight = request.has(OpenRequest.DELETE_ON_CLOSE) && (access & OpenRequest.DELETE) == 0;
        return contradicts || deletesWithoutRight ? NtStatus.INVALID_PARAMETER : NtStatus.SUCCESS;
    }

    private NtStatus openVolume() {
        if (asksForDirectory()) {
            return NtStatus.NOT_A_DIRECTORY;
        }
        var opensOnly = request.disposition() == Disposition.OPEN || request.disposition() == Disposition.OPEN_IF;
        if (request.targetDirectory()
                || request.pagingFile()
                || request.has(OpenRequest.DELETE_ON_CLOSE)
                || !opensOnly) {
            return NtStatus.INVALID_PARAMETER;
        }
        var control = mount.volumeControl;
        if (control != null && !control.shares.allow(ShareCounts.wishes(access), request.share())) {
            return NtStatus.SHARING_VIOLATION;
        }
        finish(Controls.getVolume(mount), null);
        return NtStatus.SUCCESS;
    }

    private NtStatus openTargetDirectory() {
        var directory = place.directory;
        if (directory == null) {
            return NtStatus.INVALID_PARAMETER;
        }
        var link = directory.firstLink();
        if (link != null && link.deletePending) {
            return NtStatus.DELETE_PENDING;
        }
        if (!isShared(directory.data(), access)) {
            return NtStatus.SHARING_VIOLATION;
        }
        finish(controls.get(mount, directory.data(), false), link);
        return NtStatus.SUCCESS;
    }

    private NtStatus openExisting(Stream stream) {
        var isRoot = stream.file == mount.volume.root;
        if (request.disposition() == Disposition.CREATE) {
            return isRoot ? NtStatus.ACCESS_DENIED : NtStatus.OBJECT_NAME_COLLISION;
        }
        var link = place.link;
        if ((link != null && link.deletePending) || stream.deletePending) {
            return NtStatus.DELETE_PENDING;
        }
        var status = checkDirectory(stream, isRoot);
        if (!status.isSuccess()) {
            return status;
        }
        if (request.has(OpenRequest.DELETE_ON_CLOSE) && stream.file.links.isEmpty()) {
            return NtStatus.CANNOT_DELETE;
        }
        status = checkPaging(stream);
        if (!status.isSuccess()) {
            return status;
        }
        if (!isShared(stream, access | rightToOverwrite())) {
            return NtStatus.SHARING_VIOLATION;
        }
        if (overwrites()) {
            overwrite(stream);
        }
        finish(controls.get(mount, stream, request.pagingFile()), link);
        return NtStatus.SUCCESS;
    }

    /** What these dispositions do needs a right of its own, whether it was asked for or not. */
    private long rightToOverwrite() {
        if (!overwrites()) {
            return 0;
        }
        return request.disposition() == Disposition.SUPERSEDE ? OpenRequest.DELETE : OpenRequest.FILE_WRITE_DATA;
    }

    private NtStatus checkDirectory(Stream stream, boolean isRoot) {
        if (stream.file.directory && place.streamName.isEmpty()) {
            if (place.namesStream) {
                return NtStatus.FILE_IS_A_DIRECTORY;
            }
            var refusal = isRoot ? NtStatus.ACCESS_DENIED : NtStatus.OBJECT_NAME_COLLISION;
            return overwrites() ? refusal : NtStatus.SUCCESS;
        }
        if (asksForDirectory()) {
            return NtStatus.NOT_A_DIRECTORY;
        }
        return place.namesDirectory ? NtStatus.OBJECT_NAME_INVALID : NtStatus.SUCCESS;
    }

    /** A paging file is opened by the memory manager alone. One that is only kept makes way. */
    private NtStatus checkPaging(Stream stream) {
        if (request.pagingFile() && !mount.volume.traits.pagingFiles()) {
            return NtStatus.ACCESS_DENIED;
        }
        var control = Controls.peek(mount, stream);
        if (control == null || control.pagingFile == request.pagingFile()) {
            return NtStatus.SUCCESS;
        }
        if (control.opens > 0) {
            return NtStatus.SHARING_VIOLATION;
        }
        controls.discard(control, stream);
        return NtStatus.SUCCESS;
    }

    /** With the file's own data go its extended attributes and its other streams, unless somebody has them open. */
    private static void overwrite(Stream stream) {
        stream.size = 0;
        if (stream.isDefault()) {
            for (var other : stream.file.streams) {
                other.removed |= !other.isDefault() && other.controls.isEmpty();
            }
            stream.file.streams.removeIf(other -> other.removed);
            stream.file.extendedAttributes.clear();
        }
    }

    private NtStatus createNew() {
        var status = checkNewName();
        if (!status.isSuccess()) {
            return status;
        }
        if (request.pagingFile() && !mount.volume.traits.pagingFiles()) {
            return NtStatus.ACCESS_DENIED;
        }
        created = true;
        var file = place.file;
        var directory = place.directory;
        if (file == null && directory != null) {
            file = new FileNode(asksForDirectory());
            place.link = mount.volume.directories.add(directory, file, place.last);
        }
        if (file == null) {
            throw new IllegalStateException("A path without a directory leads to no file: " + path);
        }
        var stream = file.stream(place.streamName);
        if (stream == null) {
            stream = new Stream(file, place.streamName);
            file.streams.add(stream);
        }
        finish(controls.get(mount, stream, request.pagingFile()), place.link);
        return NtStatus.SUCCESS;
    }

    private NtStatus checkNewName() {
        var isNewFile = place.file == null;
        var isLegal = (!isNewFile || Names.isLegal(place.last))
                && (place.streamName.isEmpty() || Names.isLegal(place.streamName));
        if (!isLegal) {
            return NtStatus.OBJECT_NAME_INVALID;
        }
        if (request.disposition() == Disposition.OPEN || request.disposition() == Disposition.OVERWRITE) {
            return NtStatus.OBJECT_NAME_NOT_FOUND;
        }
        if (place.namesDirectory && !asksForDirectory()) {
            return NtStatus.OBJECT_NAME_INVALID;
        }
        if (asksForDirectory() && place.namesStream) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (isNewFile && isDirectoryGoing()) {
            return NtStatus.DELETE_PENDING;
        }
        var file = place.file;
        return request.has(OpenRequest.DELETE_ON_CLOSE) && file != null && file.links.isEmpty()
                ? NtStatus.CANNOT_DELETE
                : NtStatus.SUCCESS;
    }

    private boolean isDirectoryGoing() {
        var directory = place.directory;
        if (directory == null || directory == mount.volume.root) {
            return false;
        }
        var link = directory.firstLink();
        return link == null || link.deletePending;
    }

    private boolean isShared(Stream stream, long wanted) {
        var sum = new ShareCounts();
        for (var control : stream.controls) {
            if (control.mount == mount) {
                sum.add(control.shares);
            }
        }
        return sum.allow(ShareCounts.wishes(wanted), request.share());
    }

    private void finish(StreamControl control, @Nullable Link link) {
        var name = request.targetDirectory() ? Paths.parent(openedName()) : openedName();
        var file = new OpenFile(request, control, link, name, false);
        if (link != null) {
            link.handles++;
        }
        control.opens++;
        control.handles++;
        mount.files++;
        control.shares.count(file.wishes, request.share(), 1);
        opened = file;
    }

    private String openedName() {
        return path.length() > 1 && path.endsWith("\\") ? path.substring(0, path.length() - 1) : path;
    }
}
