package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import org.jspecify.annotations.Nullable;

/** Renames and hard links ([MS-FSA] 2.1.5.15.11 and 2.1.5.15.6). */
final class Renaming {

    private final OpenFile file;
    /** What the caller gave: a path, or a name in the same folder. */
    private final String path;

    private final boolean replace;
    /** The folder that the path leads to, open; null: the file's own. */
    private final @Nullable OpenFile folder;

    private @Nullable FileNode directory;
    private String name = "";
    private @Nullable Link existing;

    Renaming(OpenFile file, String path, boolean replace, @Nullable OpenFile folder) {
        this.file = file;
        this.path = path;
        this.replace = replace;
        this.folder = folder;
    }

    private Volume volume() {
        return file.control.mount.volume;
    }

    NtStatus rename(FileNode node, Stream stream) {
        if (path.isEmpty()) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (volume().traits.namedStreams() && path.charAt(0) == ':') {
            return renameStream(node, stream);
        }
        var link = file.link;
        if (link == null) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (link.removed) {
            return Status.FILE_DELETED;
        }
        var status = findTarget(link);
        if (status.isSuccess()) {
            status = mayRename(link, node);
        }
        if (existing == link) {
            existing = null;
        }
        if (status.isSuccess()) {
            status = mayReplace(node);
        }
        if (status.isSuccess() && directory != null) {
            replace();
            volume().directories.move(link, directory, name);
        }
        return status;
    }

    NtStatus link(FileNode node) {
        if (path.isEmpty()) {
            return NtStatus.INVALID_PARAMETER;
        }
        if (!volume().traits.hardLinks()) {
            return NtStatus.INVALID_DEVICE_REQUEST;
        }
        if (node.directory) {
            return NtStatus.FILE_IS_A_DIRECTORY;
        }
        var own = file.link;
        if (own == null || node.links.isEmpty()) {
            return Status.FILE_DELETED;
        }
        if (file.control.pagingFile) {
            return NtStatus.ACCESS_DENIED;
        }
        var status = findTarget(own);
        if (status.isSuccess() && existing != null && existing.file == node) {
            return replace ? NtStatus.SUCCESS : NtStatus.OBJECT_NAME_COLLISION;
        }
        if (status.isSuccess()) {
            status = mayReplace(node);
        }
        if (status.isSuccess() && directory != null) {
            replace();
            volume().directories.add(directory, node, name);
        }
        return status;
    }

    private NtStatus findTarget(Link own) {
        name = Paths.last(path);
        if (folder == null) {
            if (name.length() < path.length()) {
                return NtStatus.OBJECT_NAME_INVALID;
            }
            directory = own.directory;
        } else {
            var stream = folder.control.stream;
            if (folder.control.mount != file.control.mount) {
                return Status.NOT_SAME_DEVICE;
            }
            if (stream == null) {
                return NtStatus.INVALID_PARAMETER;
            }
            directory = stream.file;
        }
        if (!directory.directory) {
            return NtStatus.NOT_A_DIRECTORY;
        }
        if (!Names.isLegal(name)) {
            return NtStatus.OBJECT_NAME_INVALID;
        }
        existing = Directories.find(directory, name);
        return NtStatus.SUCCESS;
    }

    /** Not a directory with open files below it, nor into itself. */
    private NtStatus mayRename(Link link, FileNode node) {
        if (link.deletePending) {
            return NtStatus.DELETE_PENDING;
        }
        if (file.control.pagingFile) {
            return NtStatus.ACCESS_DENIED;
        }
        if (!node.directory) {
            return NtStatus.SUCCESS;
        }
        for (var above = directory; above != null; ) {
            if (above == node) {
                return NtStatus.INVALID_PARAMETER;
            }
            var parent = above.firstLink();
            above = parent == null ? null : parent.directory;
        }
        return node.treeHasHandles() ? NtStatus.ACCESS_DENIED : NtStatus.SUCCESS;
    }

    private NtStatus mayReplace(FileNode node) {
        var target = existing;
        if (target == null) {
            return NtStatus.SUCCESS;
        }
        if (!replace) {
            return NtStatus.OBJECT_NAME_COLLISION;
        }
        if (target.deletePending) {
            return NtStatus.DELETE_PENDING;
        }
        if (target.file.directory) {
            return NtStatus.ACCESS_DENIED;
        }
        if (target.file == node) {
            return NtStatus.SUCCESS;
        }
        return target.file.isPagingFile() || target.file.hasHandles() ? NtStatus.ACCESS_DENIED : NtStatus.SUCCESS;
    }

    private void replace() {
        if (existing != null) {
            volume().directories.remove(existing);
        }
    }

    /** [MS-FSA], Algorithm for Performing Stream Rename. */
    private NtStatus renameStream(FileNode node, Stream stream) {
        var parts = StreamName.of(path);
        if (!parts.isValid() || !Names.isLegal(parts.stream()) || stream.isDefault()) {
            return NtStatus.INVALID_PARAMETER;
        }
        var other = node.stream(parts.stream());
        if (other != null && other != stream) {
            if (!replace) {
                return NtStatus.OBJECT_NAME_COLLISION;
            }
            if (other.size > 0 || other.hasHandles()) {
                return NtStatus.INVALID_PARAMETER;
            }
            node.streams.remove(other);
            other.removed = true;
        }
        stream.name = parts.stream();
        return NtStatus.SUCCESS;
    }
}
