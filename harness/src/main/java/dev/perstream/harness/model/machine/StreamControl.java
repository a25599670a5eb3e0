package dev.perstream.harness.model.machine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open stream of a mounted volume, what {@code FsContext} points to; or the volume itself, opened as such. */
public final class StreamControl {

    final Mount mount;
    /** Null: the volume. */
    final @Nullable Stream stream;
    /** Null: the file has no contexts. */
    final @Nullable FileControl file;

    final boolean pagingFile;
    final ShareCounts shares = new ShareCounts();
    final ByteLocks locks = new ByteLocks();
    /** File objects without a close. */
    int opens;
    /** File objects without a cleanup. */
    int handles;

    boolean fastIoPossible;
    /** Referenced for the cache. */
    @Nullable
    OpenFile cached;

    StreamControl(Mount mount, @Nullable Stream stream, @Nullable FileControl file, boolean pagingFile) {
        this.mount = mount;
        this.stream = stream;
        this.file = file;
        this.pagingFile = pagingFile;
    }

    /** Where contexts of the file hang, if its file system has any. */
    public Optional<FileControl> file() {
        return Optional.ofNullable(file);
    }

    /** Whether contexts of the stream, and of its file objects, can hang here. */
    public boolean supportsContexts() {
        return mount.volume.traits.streamContexts() && !pagingFile;
    }

    /** The mounted volume. */
    public Mount mount() {
        return mount;
    }
}
