package dev.perstream.model;

/** The field types without parameters that are not integers. */
public enum SimpleType implements FieldType {
    /** True or false, one byte. */
    BOOL("bool"),
    /** A point in time: 100 ns units since 1601-01-01 UTC, a {@code LARGE_INTEGER}. */
    TIME("time"),
    /** A {@code GUID}. */
    GUID("guid"),
    /** The id of a process, a {@code HANDLE} value. */
    PROCESS_ID("process-id"),
    /** The id of a thread, a {@code HANDLE} value. */
    THREAD_ID("thread-id"),
    /** An {@code NTSTATUS}. */
    STATUS("status"),
    /** An address that the driver neither follows nor owns. */
    POINTER("pointer"),
    /** The filter's instance: {@code PFLT_INSTANCE}, or the legacy filter's device object. */
    INSTANCE("instance");

    private final String key;

    SimpleType(String key) {
        this.key = key;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }
}
