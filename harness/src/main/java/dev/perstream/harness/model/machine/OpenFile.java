package dev.perstream.harness.model.machine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file object, from its open to its close. */
public final class OpenFile {

    /** How it was opened. */
    final OpenRequest request;

    final StreamControl control;
    /** The name it was opened by; null: the root or the volume. */
    final @Nullable Link link;
    /** As opened, from the volume's root on; empty for a stream file object. */
    final String openedName;
    /** Of the file system's own: without a handle, so that no cleanup comes. */
    final boolean streamFile;

    final int wishes;

    int references = 1;
    long position;
    boolean cached;
    boolean cleanedUp;
    boolean deleteOnClose;
    boolean posixDelete;
    /** The directory's entries after this one come next; the expression that they match. */
    DirectoryScan scan = DirectoryScan.NONE;

    OpenFile(OpenRequest request, StreamControl control, @Nullable Link link, String openedName, boolean streamFile) {
        this.request = request;
        this.control = control;
        this.link = link;
        this.openedName = openedName;
        this.streamFile = streamFile;
        this.wishes = streamFile ? 0 : ShareCounts.wishes(request.specificAccess());
        this.deleteOnClose = request.has(OpenRequest.DELETE_ON_CLOSE);
    }

    /** What is open: the stream, or the volume. */
    public StreamControl control() {
        return control;
    }

    /** Whether it is the volume itself that is open. */
    public boolean isVolume() {
        return control.stream == null;
    }

    /** Whether it is of the file system's own, which nobody opened by name. */
    public boolean isStreamFile() {
        return streamFile;
    }

    /** Whether it is a paging file. */
    public boolean isPagingFile() {
        return control.pagingFile;
    }

    /** The transaction it was opened in. */
    public Optional<KernelTransaction> transaction() {
        return Optional.ofNullable(request.transaction());
    }

    /** Whether its cleanup was sent. */
    public boolean isCleanedUp() {
        return cleanedUp;
    }

    boolean isSynchronous() {
        return request.has(OpenRequest.SYNCHRONOUS);
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        var stream = control.stream;
        return stream != null && stream.file.directory && stream.isDefault();
    }

    /** The normalized name: the volume's device, and long names in the case in which they are kept. */
    public String name() {
        var volume = control.mount.volume;
        return volume.deviceName() + volume.prefix() + normalizedName();
    }

    private String normalizedName() {
        var stream = control.stream;
        if (stream == null) {
            return "";
        }
        if (link != null && link.removed) {
            return openedName;
        }
        var name = link == null ? "\\" : Paths.of(link);
        return stream.isDefault() ? name : name + ":" + stream.name;
    }

    /** The name that the file system tells of the open: in the case of a remote file, what it was opened by. */
    String nameToQuery() {
        var volume = control.mount.volume;
        return volume.prefix() + (volume.traits.remote() && !streamFile ? openedName : normalizedName());
    }
}
