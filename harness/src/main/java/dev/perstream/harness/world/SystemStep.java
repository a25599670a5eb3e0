package dev.perstream.harness.world;

import dev.perstream.harness.context.NtStatus;
import java.time.Duration;

/** A step on the filter, on volumes, on transactions, or on what the machine does by itself. */
public sealed interface SystemStep extends Step {

    /** The filter is loaded: {@code DriverEntry}. It attaches to what is mounted. */
    record Load() implements SystemStep {
        @Override
        public String line() {
            return "load";
        }
    }

    /**
     * The filter is unloaded, and what it leaves behind is found. A legacy filter waits 5 seconds for what is still under way
     * in its devices.
     */
    record Unload() implements SystemStep {
        @Override
        public String line() {
            return "unload";
        }
    }

    /**
     * A minifilter's instance is attached by hand: {@code FltAttachVolume}. Skipped for a legacy filter.
     *
     * @param volume its letter
     */
    record Attach(char volume) implements SystemStep {
        @Override
        public String line() {
            return "attach " + volume + ":";
        }
    }

    /**
     * A minifilter's instance is detached by hand: {@code FltDetachVolume}. Skipped for a legacy filter.
     *
     * @param volume its letter
     */
    record Detach(char volume) implements SystemStep {
        @Override
        public String line() {
            return "detach " + volume + ":";
        }
    }

    /**
     * A volume is mounted, if it is not. So it is by the first open.
     *
     * @param volume its letter
     */
    record Mount(char volume) implements SystemStep {
        @Override
        public String line() {
            return "mount " + volume + ":";
        }
    }

    /**
     * A volume is dismounted: {@code FSCTL_DISMOUNT_VOLUME}. What is open on it stays open, and fails from then on.
     *
     * @param volume its letter
     * @param lock whether {@code FSCTL_LOCK_VOLUME} comes first, which fails where files are open
     */
    record Dismount(char volume, boolean lock) implements SystemStep {
        @Override
        public String line() {
            return "dismount " + volume + ":" + (lock ? " lock" : "");
        }
    }

    /**
     * Memory and cache manager let go of what they kept, so that file systems discard what nobody has open.
     *
     * @param volume its letter
     */
    record Purge(char volume) implements SystemStep {
        @Override
        public String line() {
            return "purge " + volume + ":";
        }
    }

    /** The system shuts down: {@code IRP_MJ_SHUTDOWN}. */
    record Shutdown() implements SystemStep {
        @Override
        public String line() {
            return "shutdown";
        }
    }

    /**
     * Begins a transaction of the kernel transaction manager.
     *
     * @param name by which opens and later steps know it
     */
    record BeginTransaction(String name) implements SystemStep {
        @Override
        public String line() {
            return "transaction " + name;
        }
    }

    /**
     * Commits a transaction.
     *
     * @param name of the transaction
     */
    record Commit(String name) implements SystemStep {
        @Override
        public String line() {
            return "commit " + name;
        }
    }

    /**
     * Rolls a transaction back.
     *
     * @param name of the transaction
     */
    record Rollback(String name) implements SystemStep {
        @Override
        public String line() {
            return "rollback " + name;
        }
    }

    /**
     * Time passes, and what was to happen by then happens.
     *
     * @param time whole milliseconds, from none to {@link #LONGEST}; what is less is left out
     */
    record Pass(Duration time) implements SystemStep {

        /** A hundred years. */
        public static final Duration LONGEST = Duration.ofDays(36_500);

        /** Throws {@link IllegalArgumentException} for a time that is negative or too long. */
        public Pass {
            if (time.isNegative() || time.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "the time that passes is from 0 to " + LONGEST.toDays() + " days, not " + time);
            }
        }

        @Override
        public String line() {
            return "pass " + time.toMillis();
        }
    }

    /**
     * An allocation of the driver's fails. The model knows nothing of it.
     *
     * @param ordinal which one from now on; 1 is the next
     */
    record FailAllocation(int ordinal) implements SystemStep {
        @Override
        public String line() {
            return "fail allocation " + ordinal;
        }
    }

    /**
     * A call of the driver's returns a status without effect. The model knows nothing of it.
     *
     * @param routine the routine's name, such as {@code FltSetStreamContext}
     * @param status what it returns
     * @param ordinal which call from now on; 1 is the next
     */
    record FailRoutine(String routine, NtStatus status, int ordinal) implements SystemStep {
        @Override
        public String line() {
            return String.format("fail %s 0x%08X %d", routine, status.code(), ordinal);
        }
    }
}
