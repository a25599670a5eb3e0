package dev.perstream.harness.world;

import java.util.EnumSet;
import java.util.Set;

/**
 * A volume of the machine.
 *
 * @param letter an upper case letter
 * @param fileSystem what it is formatted with
 * @param behaviours what that file system does differently
 */
public record VolumeDeclaration(char letter, FileSystem fileSystem, Set<VolumeBehaviour> behaviours) {

    public VolumeDeclaration {
        behaviours = Set.copyOf(behaviours);
    }

    /** The line of the scenario language. */
    public String line() {
        var line = new StringBuilder("volume " + letter + ": " + fileSystem.key());
        if (!behaviours.isEmpty()) {
            EnumSet.copyOf(behaviours).forEach(behaviour -> line.append(' ').append(behaviour.key()));
        }
        return line.toString();
    }
}
