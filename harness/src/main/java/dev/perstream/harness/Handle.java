package dev.perstream.harness;

import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.InformationKind;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import java.util.List;
import java.util.Set;

/**
 * Something that is open. Each operation throws {@link OperationFailedException} if it fails, and {@link
 * IllegalStateException} if nothing is open here any more. What a test leaves open is closed at its end.
 */
public final class Handle implements AutoCloseable {

    private final Bench bench;
    private final String name;
    private final Volume volume;
    private final String path;
    private boolean closed;

    Handle(Bench bench, String name, Volume volume, String path) {
        this.bench = bench;
        this.name = name;
        this.volume = volume;
        this.path = path;
    }

    /** What the story calls it: {@code h1}, {@code h2} and so on. */
    public String name() {
        return name;
    }

    /** The volume that it is on. */
    public Volume volume() {
        return volume;
    }

    /** What was opened, with the volume's letter. */
    public String path() {
        return path;
    }

    /**
     * Reads bytes.
     *
     * @param offset of the first; 0 or more
     * @param length 0 to 16 MiB
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public Handle read(long offset, long length, IoOption... options) {
        return carryOut(new FileStep.Read(name, offset, length, Set.copyOf(List.of(options))));
    }

    /**
     * Writes bytes.
     *
     * @param offset of the first; 0 or more
     * @param length 0 to 16 MiB
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public Handle write(long offset, long length, IoOption... options) {
        return carryOut(new FileStep.Write(name, offset, length, Set.copyOf(List.of(options))));
    }

    /** Renames or moves the file on its volume; fails if there is another of the name. */
    public Handle rename(String newPath) {
        return carryOut(new FileStep.Rename(name, volume.absolute(newPath), false));
    }

    /** Renames or moves the file on its volume, in the place of another of the name. */
    public Handle renameReplacing(String newPath) {
        return carryOut(new FileStep.Rename(name, volume.absolute(newPath), true));
    }

    /** Gives the file a further name; fails if there is another of the name. */
    public Handle link(String newPath) {
        return carryOut(new FileStep.Link(name, volume.absolute(newPath), false));
    }

    /** Gives the file a further name, in the place of another of the name. */
    public Handle linkReplacing(String newPath) {
        return carryOut(new FileStep.Link(name, volume.absolute(newPath), true));
    }

    /** The file goes with its last close. */
    public Handle delete() {
        return carryOut(new FileStep.Delete(name, false));
    }

    /** The file's name goes when this handle is closed, whoever else has it open. */
    public Handle deletePosix() {
        return carryOut(new FileStep.Delete(name, true));
    }

    /** Takes back a {@link #delete()}. */
    public Handle undelete() {
        return carryOut(new FileStep.Undelete(name));
    }

    /** Sets the end of the file, in bytes. */
    public Handle truncate(long size) {
        return carryOut(new FileStep.Truncate(name, size));
    }

    /** Sets the allocation size, in bytes. */
    public Handle allocate(long size) {
        return carryOut(new FileStep.Allocate(name, size));
    }

    /** Sets the file's times. */
    public Handle touch() {
        return carryOut(new FileStep.Touch(name));
    }

    /** The file system opens a stream file object of its own on the file. */
    public Handle streamFile() {
        var handle = new Handle(bench, bench.nextHandle(), volume, path);
        carryOut(new OpeningStep.StreamFile(handle.name, name));
        return handle;
    }

    /** Asks for information. */
    public Handle query(InformationKind kind) {
        return carryOut(new FileStep.Query(name, kind));
    }

    /** Reads the entries of a folder from the beginning. */
    public Handle list(String pattern) {
        return carryOut(new FileStep.ListFolder(name, pattern, true));
    }

    /** Asks for the volume's attributes. */
    public Handle queryVolume() {
        return carryOut(new FileStep.QueryVolume(name));
    }

    /** Flushes the file. */
    public Handle flush() {
        return carryOut(new FileStep.Flush(name));
    }

    /** Locks a range of bytes for this handle alone. */
    public Handle lock(long offset, long length) {
        return carryOut(new FileStep.Lock(name, offset, length, false));
    }

    /** Locks a range of bytes against writes of others. */
    public Handle lockShared(long offset, long length) {
        return carryOut(new FileStep.Lock(name, offset, length, true));
    }

    /** Unlocks a range of bytes. */
    public Handle unlock(long offset, long length) {
        return carryOut(new FileStep.Unlock(name, offset, length));
    }

    /** Sends a file-system control code of 32 bits. */
    public Handle control(long code) {
        return carryOut(new FileStep.Control(name, code));
    }

    /** Asks for the security descriptor. */
    public Handle querySecurity() {
        return carryOut(new FileStep.Security(name, false));
    }

    /** Sets the security descriptor. */
    public Handle setSecurity() {
        return carryOut(new FileStep.Security(name, true));
    }

    /** Asks for all extended attributes. */
    public Handle queryEa() {
        return carryOut(new FileStep.QueryEa(name));
    }

    /**
     * Gives the file an extended attribute.
     *
     * @param attribute its name: 1 to 254 characters of ASCII
     */
    public Handle setEa(String attribute) {
        return carryOut(new FileStep.SetEa(name, attribute, false));
    }

    /**
     * Removes an extended attribute of the file, if it has it.
     *
     * @param attribute its name: 1 to 254 characters of ASCII
     */
    public Handle removeEa(String attribute) {
        return carryOut(new FileStep.SetEa(name, attribute, true));
    }

    /**
     * Sets the label of the volume.
     *
     * @param label 32 characters of Latin-1 at most
     */
    public Handle setLabel(String label) {
        return carryOut(new FileStep.Label(name, label));
    }

    /** Sends a device control code of 32 bits. The simulated disks know none: it fails, after the filter has seen it. */
    public Handle deviceControl(long code) {
        return carryOut(new FileStep.DeviceControl(name, code));
    }

    /** Asks for the quotas of the volume's users. No simulated volume has any: it fails, after the filter has seen it. */
    public Handle queryQuota() {
        return carryOut(new FileStep.Quota(name, false));
    }

    /** Sets the quotas of the volume's users. No simulated volume has any: it fails, after the filter has seen it. */
    public Handle setQuota() {
        return carryOut(new FileStep.Quota(name, true));
    }

    /** References the file object, so that its close comes later than its cleanup. */
    public Handle hold() {
        return carryOut(new OpeningStep.Hold(name));
    }

    /** Takes back a {@link #hold()}. */
    public Handle release() {
        return carryOut(new OpeningStep.Release(name));
    }

    /** Closes the handle: cleanup, and close when nothing else refers to the file object. Does nothing the second time. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            carryOut(new OpeningStep.Close(name));
        }
    }

    /** The name and the path. */
    @Override
    public String toString() {
        return name + " (" + path + ")";
    }

    private Handle carryOut(Step step) {
        bench.carryOut(step);
        return this;
    }
}
