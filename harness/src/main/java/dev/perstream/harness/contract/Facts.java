package dev.perstream.harness.contract;

import dev.perstream.harness.Filter;
import dev.perstream.harness.Handle;
import dev.perstream.harness.Volume;
import dev.perstream.harness.context.Pointer;
import dev.perstream.harness.context.SystemTime;

/** What a test knows of the simulated machine. */
final class Facts {

    /** The process in which a test's operations run. */
    static final long PROCESS = 0x404;

    /** The thread in which a test's operations run. */
    static final long THREAD = 0x100;

    /** Read, write and delete, as handles are opened. */
    static final long ACCESS = 0x13019F;

    /** Synchronous, as handles are opened. */
    static final long OPTIONS = 0x20;

    static final long BASIC_INFORMATION = 4;
    static final long STANDARD_INFORMATION = 5;
    static final long NAME_INFORMATION = 9;
    static final long RENAME_INFORMATION = 10;
    static final long LINK_INFORMATION = 11;
    static final long DISPOSITION_INFORMATION = 13;
    static final long ALLOCATION_INFORMATION = 19;
    static final long END_OF_FILE_INFORMATION = 20;

    /** The clock that drivers read goes on by so much, in 100 ns units. */
    private static final long TICK = 156_250;

    private static final char FIRST_LETTER = 'C';

    private Facts() {}

    /** The time that a driver reads now. */
    static SystemTime now(Filter filter) {
        return new SystemTime(filter.time().ticks() / TICK * TICK);
    }

    /** The name of a volume's device; of volumes that are all disks. */
    static String device(Volume volume) {
        return "\\Device\\HarddiskVolume" + (volume.letter() - FIRST_LETTER + 1);
    }

    /** The normalized name of what a handle was opened by. */
    static String name(Handle handle) {
        return device(handle.volume()) + handle.path().substring("C:".length());
    }

    /** The filter's instance on a volume, or its device there. */
    static Pointer instance(Volume volume) {
        return Pointer.to(0, "instance on " + volume.letter() + ":");
    }
}
