package dev.perstream.harness.model.machine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A volume from its mount to its end, which comes after the dismount with the last close. */
public final class Mount {

    final Volume volume;
    final List<StreamControl> controls = new ArrayList<>();
    /** What opens of the volume itself share. */
    @Nullable
    StreamControl volumeControl;
    /** File objects. */
    int files;
    /** Of these, the file system's own. */
    int ownFiles;

    @Nullable
    OpenFile lockedBy;

    boolean dismounted;
    boolean ended;
    /** Requests to it that are being handled. */
    int busy;

    Mount(Volume volume) {
        this.volume = volume;
    }

    /** The volume that is mounted. */
    public Volume volume() {
        return volume;
    }

    /** Whether it only waits for its last close. */
    public boolean isDismounted() {
        return dismounted;
    }
}
