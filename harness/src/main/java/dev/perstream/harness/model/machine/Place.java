package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;
import org.jspecify.annotations.Nullable;

/** What a path leads to, or where it could: the outcome of a walk from the root down. */
final class Place {

    NtStatus status = NtStatus.SUCCESS;
    /** Null: the path ends at the root. */
    @Nullable
    FileNode directory;
    /** Null: there is no such name yet. */
    @Nullable
    Link link;

    @Nullable
    FileNode file;
    /** Null: there is no such stream yet. */
    @Nullable
    Stream stream;
    /** The last component without its stream. */
    String last = "";

    String streamName = "";
    /** Whether the path has a colon. */
    boolean namesStream;
    /** Whether it ends with a backslash. */
    boolean namesDirectory;

    private Place(FileNode root) {
        file = root;
    }

    /** Follows a path that begins with a backslash. */
    static Place find(Volume volume, String path) {
        var place = new Place(volume.root);
        if (path.isEmpty() || path.charAt(0) != '\\') {
            place.status = NtStatus.OBJECT_NAME_INVALID;
            return place;
        }
        var end = path.length();
        if (end > 1 && path.charAt(end - 1) == '\\') {
            place.namesDirectory = true;
            end--;
        }
        place.status = end == 1 ? NtStatus.SUCCESS : place.walk(volume, path.substring(0, end));
        var file = place.file;
        place.stream = file == null ? null : file.stream(place.streamName);
        return place;
    }

    private NtStatus walk(Volume volume, String path) {
        var at = 0;
        while (at < path.length()) {
            while (at < path.length() && path.charAt(at) == '\\') {
                at++;
            }
            var end = path.indexOf('\\', at);
            var outcome = end >= 0 ? step(path.substring(at, end), true) : lastStep(volume, path.substring(at));
            if (!outcome.isSuccess()) {
                return outcome;
            }
            at = end >= 0 ? end : path.length();
        }
        return NtStatus.SUCCESS;
    }

    /** {@code name:stream:$DATA} */
    private NtStatus lastStep(Volume volume, String component) {
        var parts = StreamName.of(component);
        namesStream = parts.isNamed();
        streamName = parts.stream();
        if (component.isEmpty() || !parts.isValid() || (namesStream && !volume.traits.namedStreams())) {
            return NtStatus.OBJECT_NAME_INVALID;
        }
        return parts.file().isEmpty() ? NtStatus.SUCCESS : step(parts.file(), false);
    }

    private NtStatus step(String name, boolean more) {
        var from = file;
        if (from == null || !from.directory) {
            return NtStatus.OBJECT_PATH_NOT_FOUND;
        }
        directory = from;
        last = name;
        link = Directories.find(from, name);
        file = link == null ? null : link.file;
        if (more && link == null) {
            return Names.isLegal(name) ? NtStatus.OBJECT_PATH_NOT_FOUND : NtStatus.OBJECT_NAME_INVALID;
        }
        return more && link != null && link.deletePending ? NtStatus.DELETE_PENDING : NtStatus.SUCCESS;
    }
}
