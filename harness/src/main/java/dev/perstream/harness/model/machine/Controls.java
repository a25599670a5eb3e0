package dev.perstream.harness.model.machine;

import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.VolumeBehaviour;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The open streams: found or made with an open, gone when nothing needs them any more. */
final class Controls {

    private final RequestFilter filter;

    Controls(RequestFilter filter) {
        this.filter = filter;
    }

    /** The one of this mount, if the stream is open or kept. */
    static @Nullable StreamControl peek(Mount mount, Stream stream) {
        for (var control : stream.controls) {
            if (control.mount == mount) {
                return control;
            }
        }
        return null;
    }

    StreamControl get(Mount mount, Stream stream, boolean pagingFile) {
        var found = peek(mount, stream);
        if (found != null) {
            return found;
        }
        var file = mount.volume.traits.fileContexts() && !pagingFile ? fileControl(mount, stream.file) : null;
        var control = new StreamControl(mount, stream, file, pagingFile);
        stream.controls.add(control);
        mount.controls.add(control);
        return control;
    }

    private static FileControl fileControl(Mount mount, FileNode node) {
        var control = node.controls.computeIfAbsent(mount, any -> new FileControl());
        control.streams++;
        return control;
    }

    static StreamControl getVolume(Mount mount) {
        var control =
                Optional.ofNullable(mount.volumeControl).orElseGet(() -> new StreamControl(mount, null, null, false));
        mount.volumeControl = control;
        return control;
    }

    /** After a close. */
    void closed(StreamControl control) {
        if (control.opens > 0) {
            return;
        }
        var stream = control.stream;
        if (stream == null) {
            if (control.mount.volume.declaration.fileSystem() != FileSystem.FAT) {
                control.mount.volumeControl = null;
            }
            return;
        }
        var volume = control.mount.volume;
        var kept = volume.does(VolumeBehaviour.KEEP_FCBS)
                && !volume.purging
                && !control.mount.dismounted
                && !stream.removed
                && !stream.file.links.isEmpty();
        if (!kept) {
            discard(control, stream);
        }
    }

    /** First what hangs on the stream goes, then, with the file's last one, what hangs on the file. */
    void discard(StreamControl control, Stream stream) {
        stream.controls.remove(control);
        control.mount.controls.remove(control);
        filter.discarded(control);
        var file = control.file;
        if (file != null && --file.streams == 0) {
            stream.file.controls.remove(control.mount);
            filter.discarded(file);
        }
    }

    /** The cache's file object of one stream, or one that is kept, goes. False: there is nothing that could. */
    boolean purgeOne(Mount mount, IoManager io) {
        for (var control : mount.controls) {
            var cached = control.cached;
            if (cached != null) {
                control.cached = null;
                io.dereference(cached);
                return true;
            }
            var stream = control.stream;
            if (control.opens == 0 && stream != null) {
                discard(control, stream);
                return true;
            }
        }
        return false;
    }
}
