package dev.perstream.harness.model.machine;

import java.util.ArrayList;
import java.util.List;

/** A sequence of bytes of a file, or a directory's entries. What the bytes are makes no difference here. */
final class Stream {

    final FileNode file;
    /** Empty: the file's own. */
    String name;

    long size;
    boolean deletePending;
    /** From its file; who has it open still does. */
    boolean removed;
    /** Of the current mount and of earlier ones. */
    final List<StreamControl> controls = new ArrayList<>(1);

    Stream(FileNode file, String name) {
        this.file = file;
        this.name = name;
    }

    boolean isDefault() {
        return name.isEmpty();
    }

    boolean hasHandles() {
        for (var control : controls) {
            if (control.handles > 0) {
                return true;
            }
        }
        return false;
    }
}
