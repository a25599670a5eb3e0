package dev.perstream.harness.model.machine;

import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A disk, or a redirector with its one share, and what lies on it. */
public final class Volume {

    private static final String REDIRECTOR = "\\Device\\LanmanRedirector";
    private static final String SHARE = "\\server\\share";

    final char letter;
    final Traits traits;
    final VolumeDeclaration declaration;
    final FileNode root = new FileNode(true);
    final Directories directories;
    private final String deviceName;

    @Nullable
    Mount mount;
    /** While the memory manager lets go of everything, nothing is kept. */
    boolean purging;

    Volume(VolumeDeclaration declaration, int diskNumber, Clock clock) {
        this.declaration = declaration;
        this.letter = declaration.letter();
        this.traits = Traits.of(declaration.fileSystem());
        this.directories = new Directories(traits, clock);
        this.deviceName = traits.remote() ? REDIRECTOR : "\\Device\\HarddiskVolume" + diskNumber;
    }

    /** Its letter in capitals. */
    public char letter() {
        return letter;
    }

    /** What its file system can do. */
    public Traits traits() {
        return traits;
    }

    /** The name of its device: what names of its files begin with. */
    public String deviceName() {
        return deviceName;
    }

    /** The mount that it has now. */
    public Optional<Mount> mount() {
        return Optional.ofNullable(mount);
    }

    /** What stands between the device's name and a path. */
    String prefix() {
        return traits.remote() ? SHARE : "";
    }

    boolean does(VolumeBehaviour behaviour) {
        return declaration.behaviours().contains(behaviour);
    }
}
