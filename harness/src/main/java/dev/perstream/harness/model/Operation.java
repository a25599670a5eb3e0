package dev.perstream.harness.model;

import java.util.Locale;

/** The operations that a filter can track, as the schema language has them. */
public enum Operation {
    CREATE,
    CREATE_NAMED_PIPE,
    CREATE_MAILSLOT,
    CLOSE,
    READ,
    WRITE,
    QUERY_INFORMATION,
    SET_INFORMATION,
    RENAME,
    HARD_LINK,
    DELETE,
    SET_END_OF_FILE,
    QUERY_EA,
    SET_EA,
    FLUSH_BUFFERS,
    QUERY_VOLUME_INFORMATION,
    SET_VOLUME_INFORMATION,
    DIRECTORY_CONTROL,
    FILE_SYSTEM_CONTROL,
    DEVICE_CONTROL,
    INTERNAL_DEVICE_CONTROL,
    SHUTDOWN,
    LOCK_CONTROL,
    CLEANUP,
    QUERY_SECURITY,
    SET_SECURITY,
    POWER,
    SYSTEM_CONTROL,
    QUERY_QUOTA,
    SET_QUOTA,
    PNP,
    SETUP,
    TEARDOWN,
    COMMIT,
    ROLLBACK;

    /** Whether a filter waits for its end, so that it looks for contexts anew then: not with those that may end in any thread. */
    public boolean isWaitedFor() {
        return switch (this) {
            case CREATE,
                    CREATE_NAMED_PIPE,
                    CREATE_MAILSLOT,
                    SET_INFORMATION,
                    RENAME,
                    HARD_LINK,
                    DELETE,
                    SET_END_OF_FILE -> true;
            default -> false;
        };
    }

    /** The word of the schema. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
