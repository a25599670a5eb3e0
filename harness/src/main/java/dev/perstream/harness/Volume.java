package dev.perstream.harness;

import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.OpenOption;
import dev.perstream.harness.world.OpeningStep;
import dev.perstream.harness.world.Step;
import dev.perstream.harness.world.SystemStep;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A volume of the simulated machine. Paths on it begin with a backslash: {@code \folder\file.txt:stream}. */
public final class Volume {

    private final Bench bench;
    private final VolumeDeclaration declaration;

    Volume(Bench bench, VolumeDeclaration declaration) {
        this.bench = bench;
        this.declaration = declaration;
    }

    /** Its letter, from {@code C} on. */
    public char letter() {
        return declaration.letter();
    }

    /** What it is formatted with. */
    public FileSystem fileSystem() {
        return declaration.fileSystem();
    }

    /**
     * Opens a file, stream or folder, and creates it where it does not exist unless an option says otherwise.
     *
     * @throws OperationFailedException if it fails
     */
    public Handle open(String path, OpenOption... options) {
        return open(path, Optional.empty(), options);
    }

    /** Opens a file, stream or folder that is there already. */
    public Handle openExisting(String path, OpenOption... options) {
        return open(path, and(OpenOption.EXISTING, options));
    }

    /** Opens a file, stream or folder that is not there yet. */
    public Handle create(String path, OpenOption... options) {
        return open(path, and(OpenOption.CREATE, options));
    }

    /** Opens a file, stream or folder if that is possible. */
    public Optional<Handle> tryOpen(String path, OpenOption... options) {
        var handle = handle(path);
        return bench.attempt(openStep(handle, Optional.empty(), options)).succeeded()
                ? Optional.of(handle)
                : Optional.empty();
    }

    /** Opens the volume itself. */
    public Handle openVolume(OpenOption... options) {
        var handle = new Handle(bench, bench.nextHandle(), this, letter() + ":");
        bench.carryOut(openStep(handle, Optional.empty(), options));
        return handle;
    }

    /** Asks for attributes by path, by fast I/O where the file system has it. */
    public Volume queryOpen(String path) {
        return carryOut(new OpeningStep.QueryOpen(absolute(path)));
    }

    /** Mounts the volume again after it was dismounted. The first open does so as well. */
    public Volume mount() {
        return carryOut(new SystemStep.Mount(letter()));
    }

    /** Dismounts the volume, whoever has files open on it. */
    public Volume dismount() {
        return carryOut(new SystemStep.Dismount(letter(), false));
    }

    /** Locks and dismounts the volume, which fails while anybody has files open on it. */
    public Volume lockAndDismount() {
        return carryOut(new SystemStep.Dismount(letter(), true));
    }

    /** Attaches the minifilter to the volume by hand. */
    public Volume attach() {
        return carryOut(new SystemStep.Attach(letter()));
    }

    /** Detaches the filter from the volume. */
    public Volume detach() {
        return carryOut(new SystemStep.Detach(letter()));
    }

    /** Memory and cache manager let go of the files that they kept after their last close. */
    public Volume purge() {
        return carryOut(new SystemStep.Purge(letter()));
    }

    /** Whether the filter is attached to it now. */
    public boolean isFiltered() {
        return bench.observation().attachedTo().contains(letter());
    }

    Handle open(String path, Optional<Transaction> transaction, OpenOption... options) {
        var handle = handle(path);
        bench.carryOut(openStep(handle, transaction, options));
        return handle;
    }

    String absolute(String path) {
        if (!path.startsWith("\\") || path.chars().anyMatch(unit -> unit == '"' || unit < ' ')) {
            throw new IllegalArgumentException(
                    "\"" + path + "\" is no path on a volume: it begins with a backslash, as "
                            + "\\folder\\file.txt:stream does, and has neither double quotes nor control characters");
        }
        return letter() + ":" + path;
    }

    /** What the story calls it. */
    String key() {
        return letter() + ":";
    }

    @Override
    public String toString() {
        return key();
    }

    private Handle handle(String path) {
        return new Handle(bench, bench.nextHandle(), this, absolute(path));
    }

    private static Step openStep(Handle handle, Optional<Transaction> transaction, OpenOption... options) {
        return new OpeningStep.Open(
                handle.name(), handle.path(), Set.copyOf(List.of(options)), transaction.map(Transaction::name));
    }

    private static OpenOption[] and(OpenOption option, OpenOption... options) {
        var all = EnumSet.of(option, options);
        return all.toArray(OpenOption[]::new);
    }

    private Volume carryOut(Step step) {
        bench.carryOut(step);
        return this;
    }
}
