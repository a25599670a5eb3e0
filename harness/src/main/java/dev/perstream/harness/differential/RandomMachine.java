package dev.perstream.harness.differential;

import dev.perstream.harness.model.FilterDefinition;
import dev.perstream.harness.world.Declarations;
import dev.perstream.harness.world.FileSystem;
import dev.perstream.harness.world.VolumeBehaviour;
import dev.perstream.harness.world.VolumeDeclaration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Machines with one or two random volumes. */
final class RandomMachine {

    /** As often as each should come. */
    private static final List<FileSystem> FILE_SYSTEMS = List.of(
            FileSystem.NTFS,
            FileSystem.NTFS,
            FileSystem.NTFS,
            FileSystem.NTFS,
            FileSystem.FAT,
            FileSystem.FAT,
            FileSystem.REDIRECTOR,
            FileSystem.PLAIN);

    private static final int WITH_TWO_VOLUMES = 30;
    private static final int WITH_BEHAVIOUR = 12;

    private RandomMachine() {}

    /** A machine for a filter. */
    static Declarations of(Dice dice, FilterDefinition definition) {
        var volumes = new ArrayList<VolumeDeclaration>();
        volumes.add(volume(dice, 'C', dice.one(FILE_SYSTEMS)));
        if (dice.percent(WITH_TWO_VOLUMES)) {
            var second = dice.one(FILE_SYSTEMS);
            var redirectors = volumes.get(0).fileSystem() == FileSystem.REDIRECTOR && second == FileSystem.REDIRECTOR;
            volumes.add(volume(dice, 'D', redirectors ? FileSystem.NTFS : second)); // there is one redirector at most
        }
        return new Declarations(definition.windows(), definition.name(), definition.failsOperations(), volumes);
    }

    private static VolumeDeclaration volume(Dice dice, char letter, FileSystem fileSystem) {
        Set<VolumeBehaviour> behaviours = EnumSet.noneOf(VolumeBehaviour.class);
        for (var behaviour : VolumeBehaviour.values()) {
            if (dice.percent(WITH_BEHAVIOUR)) {
                behaviours.add(behaviour);
            }
        }
        return new VolumeDeclaration(letter, fileSystem, behaviours);
    }
}
