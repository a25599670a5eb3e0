package dev.perstream.harness.differential;

import dev.perstream.harness.world.FileStep;
import dev.perstream.harness.world.IoOption;
import dev.perstream.harness.world.Step;
import java.util.List;
import java.util.Set;

/** Reads and writes in all ways. */
final class RandomTransfers {

    /** As often as each should come. */
    private static final List<Set<IoOption>> OPTIONS = List.of(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(IoOption.FAST),
            Set.of(IoOption.FAST),
            Set.of(IoOption.IRP),
            Set.of(IoOption.PEND),
            Set.of(IoOption.PEND),
            Set.of(IoOption.NO_CACHE),
            Set.of(IoOption.NO_CACHE, IoOption.PEND),
            Set.of(IoOption.PAGING),
            Set.of(IoOption.PAGING, IoOption.NO_CACHE),
            Set.of(IoOption.PAGING, IoOption.PEND));

    private static final List<Set<IoOption>> OPTIONS_OF_APPENDING = List.of(
            Set.of(IoOption.APPEND), Set.of(IoOption.APPEND, IoOption.PEND), Set.of(IoOption.APPEND, IoOption.IRP));

    private static final List<Integer> OFFSETS = List.of(0, 0, 0, 1, 16, 100, 512, 4096);
    private static final List<Integer> LENGTHS = List.of(0, 1, 16, 16, 100, 512, 4096);
    private static final int APPENDING = 8;
    private static final int ODD_LENGTH = 20;
    private static final int LONGEST = 5000;

    private final Dice dice;

    RandomTransfers(Dice dice) {
        this.dice = dice;
    }

    Step read(String name) {
        return new FileStep.Read(name, dice.one(OFFSETS), length(), dice.one(OPTIONS));
    }

    Step write(String name) {
        var appending = dice.percent(APPENDING);
        return new FileStep.Write(
                name,
                appending ? 0 : dice.one(OFFSETS),
                length(),
                dice.one(appending ? OPTIONS_OF_APPENDING : OPTIONS));
    }

    /** As the cache manager reads. */
    Step pageRead(String name) {
        return new FileStep.Read(name, dice.one(OFFSETS), length(), Set.of(IoOption.PAGING));
    }

    /** As the cache manager writes. */
    Step pageWrite(String name) {
        return new FileStep.Write(name, dice.one(OFFSETS), length(), Set.of(IoOption.PAGING));
    }

    /** So many bytes, 0 or more. */
    int length() {
        return dice.percent(ODD_LENGTH) ? dice.below(LONGEST) : dice.one(LENGTHS);
    }

    int offset() {
        return dice.one(OFFSETS);
    }
}
