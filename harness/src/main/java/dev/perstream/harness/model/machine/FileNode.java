package dev.perstream.harness.model.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file or directory on a disk. */
final class FileNode {

    final boolean directory;
    /** None: it was deleted; the root has none either. */
    final List<Link> links = new ArrayList<>(1);
    /** Of a directory, by {@link Names#key}. */
    final TreeMap<String, Link> children = new TreeMap<>();

    /** Their names, in capitals. */
    final Set<String> extendedAttributes = new HashSet<>(0);

    final List<Stream> streams = new ArrayList<>(1);
    /** While streams of it are open: one for each mount. */
    final Map<Mount, FileControl> controls = new HashMap<>();

    FileNode(boolean directory) {
        this.directory = directory;
        streams.add(new Stream(this, ""));
    }

    Stream data() {
        return streams.get(0);
    }

    @Nullable
    Link firstLink() {
        return links.isEmpty() ? null : links.get(0);
    }

    /** By name, case making no difference. */
    @Nullable
    Stream stream(String name) {
        if (name.isEmpty()) {
            return streams.get(0);
        }
        var key = Names.key(name);
        for (var stream : streams) {
            if (!stream.name.isEmpty() && Names.key(stream.name).equals(key)) {
                return stream;
            }
        }
        return null;
    }

    boolean hasHandles() {
        for (var stream : streams) {
            if (stream.hasHandles()) {
                return true;
            }
        }
        return false;
    }

    /** Whether something in the directory or below it has handles. */
    boolean treeHasHandles() {
        for (var link : children.values()) {
            if (link.file.hasHandles() || link.file.treeHasHandles()) {
                return true;
            }
        }
        return false;
    }

    boolean isPagingFile() {
        return streams.stream().anyMatch(stream -> stream.controls.stream().anyMatch(control -> control.pagingFile));
    }
}
