package dev.perstream.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The operations that a filter can track or hook. */
public enum Operation {
    CREATE("create", Subject.FILE, Completion.PASSIVE),
    CREATE_NAMED_PIPE("create-named-pipe", Subject.FILE, Completion.PASSIVE),
    CREATE_MAILSLOT("create-mailslot", Subject.FILE, Completion.PASSIVE),
    CLOSE("close", Subject.FILE, Completion.NONE),
    READ("read", Subject.FILE, Completion.DISPATCH),
    WRITE("write", Subject.FILE, Completion.DISPATCH),
    QUERY_INFORMATION("query-information", Subject.FILE, Completion.DISPATCH),
    SET_INFORMATION("set-information", Subject.FILE, Completion.SYNCHRONIZED),
    RENAME("rename", Subject.FILE, Completion.SYNCHRONIZED, SET_INFORMATION),
    HARD_LINK("hard-link", Subject.FILE, Completion.SYNCHRONIZED, SET_INFORMATION),
    DELETE("delete", Subject.FILE, Completion.SYNCHRONIZED, SET_INFORMATION),
    SET_END_OF_FILE("set-end-of-file", Subject.FILE, Completion.SYNCHRONIZED, SET_INFORMATION),
    QUERY_EA("query-ea", Subject.FILE, Completion.DISPATCH),
    SET_EA("set-ea", Subject.FILE, Completion.DISPATCH),
    FLUSH_BUFFERS("flush-buffers", Subject.FILE, Completion.DISPATCH),
    QUERY_VOLUME_INFORMATION("query-volume-information", Subject.VOLUME, Completion.DISPATCH),
    SET_VOLUME_INFORMATION("set-volume-information", Subject.VOLUME, Completion.DISPATCH),
    DIRECTORY_CONTROL("directory-control", Subject.FILE, Completion.DISPATCH),
    FILE_SYSTEM_CONTROL("file-system-control", Subject.FILE, Completion.DISPATCH),
    DEVICE_CONTROL("device-control", Subject.FILE, Completion.DISPATCH),
    INTERNAL_DEVICE_CONTROL("internal-device-control", Subject.VOLUME, Completion.DISPATCH),
    SHUTDOWN("shutdown", Subject.VOLUME, Completion.NONE),
    LOCK_CONTROL("lock-control", Subject.FILE, Completion.DISPATCH),
    CLEANUP("cleanup", Subject.FILE, Completion.DISPATCH),
    QUERY_SECURITY("query-security", Subject.FILE, Completion.DISPATCH),
    SET_SECURITY("set-security", Subject.FILE, Completion.DISPATCH),
    POWER("power", Subject.VOLUME, Completion.NONE),
    SYSTEM_CONTROL("system-control", Subject.VOLUME, Completion.NONE),
    QUERY_QUOTA("query-quota", Subject.FILE, Completion.DISPATCH),
    SET_QUOTA("set-quota", Subject.FILE, Completion.DISPATCH),
    PNP("pnp", Subject.VOLUME, Completion.NONE),
    /** The filter has been attached to a volume. */
    SETUP("setup", Subject.VOLUME, Completion.PASSIVE),
    /** The filter is about to be detached from a volume. */
    TEARDOWN("teardown", Subject.VOLUME, Completion.NONE),
    /** A transaction has been committed. */
    COMMIT("commit", Subject.TRANSACTION, Completion.NONE),
    /** A transaction has been rolled back. */
    ROLLBACK("rollback", Subject.TRANSACTION, Completion.NONE);

    /** What an operation is about, and so which contexts it can reach beside those of volume and instance. */
    public enum Subject {
        /** A file object: contexts of file, stream and stream handle, and of the transaction of a create. */
        FILE,
        /** A volume or device. */
        VOLUME,
        /** A transaction. */
        TRANSACTION
    }

    /** What can be said of the moment after an operation. */
    public enum Completion {
        /** There is none that a filter may act in. */
        NONE,
        /** PASSIVE_LEVEL, in the thread of the request. */
        PASSIVE,
        /** At most APC_LEVEL, in the thread of the request, because the filter waits for it. */
        SYNCHRONIZED,
        /** At most DISPATCH_LEVEL, in any thread (rule L1). */
        DISPATCH
    }

    private final String key;
    private final Subject subject;
    private final Completion completion;
    private final Optional<Operation> partOf;

    Operation(String key, Subject subject, Completion completion) {
        this.key = key;
        this.subject = subject;
        this.completion = completion;
        this.partOf = Optional.empty();
    }

    Operation(String key, Subject subject, Completion completion, Operation partOf) {
        this.key = key;
        this.subject = subject;
        this.completion = completion;
        this.partOf = Optional.of(partOf);
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** What it is about, on which depends what contexts it reaches. */
    public Subject subject() {
        return subject;
    }

    /** What the moment after it allows. */
    public Completion completion() {
        return completion;
    }

    /** The operation whose callback it shares: itself, or set-information for its information classes. */
    public Operation root() {
        return partOf.orElse(this);
    }

    /** Whether it arrives as an IRP (or its fast I/O and Filter Manager likes), and not as an event of the filter. */
    public boolean isIrp() {
        return this != SETUP && this != TEARDOWN && this != COMMIT && this != ROLLBACK;
    }

    /** The {@code IRP_MJ_} name of its root; for an IRP only. */
    public String majorFunction() {
        return "IRP_MJ_" + root().name();
    }

    /**
     * Whether its statements on the contexts of a file take effect after it has succeeded, and only then: there is no
     * context before a create, and a failed rename changes nothing (rules S1, S2 and N9).
     */
    public boolean takesEffectOnSuccess() {
        return this == CREATE
                || this == CREATE_NAMED_PIPE
                || this == CREATE_MAILSLOT
                || this == SETUP
                || (root() == SET_INFORMATION && this != SET_INFORMATION);
    }

    /**
     * Whether it is on the path of the pager, where a page fault may not be answered: what runs there is not pageable.
     */
    public boolean inPagingPath() {
        return this == READ || this == WRITE;
    }

    /**
     * Whether the code for it may be paged out: not on the path of the pager, to which the documentation of dispatch
     * routines counts device controls, file system controls and power too.
     */
    public boolean allowsPageableCode() {
        return switch (this) {
            case READ, WRITE, DEVICE_CONTROL, INTERNAL_DEVICE_CONTROL, FILE_SYSTEM_CONTROL, POWER, PNP -> false;
            default -> true;
        };
    }

    /** Whether it opens a file object. */
    public boolean opens() {
        return this == CREATE || this == CREATE_NAMED_PIPE || this == CREATE_MAILSLOT;
    }

    /** The driver models that see it. */
    public Set<DriverModel> models() {
        return switch (this) {
            case POWER, SYSTEM_CONTROL -> EnumSet.of(DriverModel.LEGACY);
            case COMMIT, ROLLBACK -> EnumSet.of(DriverModel.MINIFILTER);
            default -> EnumSet.allOf(DriverModel.class);
        };
    }
}
