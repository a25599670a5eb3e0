package dev.perstream.harness.context;

import java.util.Map;

/**
 * An {@code NTSTATUS}.
 *
 * @param code its 32 bits
 */
public record NtStatus(int code) {

    /** {@code STATUS_SUCCESS}: it was done. */
    public static final NtStatus SUCCESS = new NtStatus(0);
    /** {@code STATUS_PENDING}: it will be completed later. */
    public static final NtStatus PENDING = new NtStatus(0x00000103);
    /** {@code STATUS_REPARSE}: the name leads elsewhere, and is to be parsed again. */
    public static final NtStatus REPARSE = new NtStatus(0x00000104);
    /** {@code STATUS_END_OF_FILE}: a read begins at or behind the end. */
    public static final NtStatus END_OF_FILE = new NtStatus(0xC0000011);
    /** {@code STATUS_INVALID_PARAMETER}: what was asked for makes no sense. */
    public static final NtStatus INVALID_PARAMETER = new NtStatus(0xC000000D);
    /** {@code STATUS_INVALID_DEVICE_REQUEST}: what is open does not take such requests. */
    public static final NtStatus INVALID_DEVICE_REQUEST = new NtStatus(0xC0000010);
    /** {@code STATUS_ACCESS_DENIED}: the caller may not, or the file is read-only. */
    public static final NtStatus ACCESS_DENIED = new NtStatus(0xC0000022);
    /** {@code STATUS_OBJECT_NAME_INVALID}: no file can have the name. */
    public static final NtStatus OBJECT_NAME_INVALID = new NtStatus(0xC0000033);
    /** {@code STATUS_OBJECT_NAME_NOT_FOUND}: no file has the name. */
    public static final NtStatus OBJECT_NAME_NOT_FOUND = new NtStatus(0xC0000034);
    /** {@code STATUS_OBJECT_NAME_COLLISION}: another file has the name. */
    public static final NtStatus OBJECT_NAME_COLLISION = new NtStatus(0xC0000035);
    /** {@code STATUS_OBJECT_PATH_NOT_FOUND}: a folder on the path does not exist. */
    public static final NtStatus OBJECT_PATH_NOT_FOUND = new NtStatus(0xC000003A);
    /** {@code STATUS_SHARING_VIOLATION}: another handle does not share the access that is asked for. */
    public static final NtStatus SHARING_VIOLATION = new NtStatus(0xC0000043);
    /** {@code STATUS_DELETE_PENDING}: the file goes with its last handle, and is not opened any more. */
    public static final NtStatus DELETE_PENDING = new NtStatus(0xC0000056);
    /** {@code STATUS_INSUFFICIENT_RESOURCES}: memory could not be allocated. */
    public static final NtStatus INSUFFICIENT_RESOURCES = new NtStatus(0xC000009A);
    /** {@code STATUS_FILE_IS_A_DIRECTORY}: a file was asked for, and it is a folder. */
    public static final NtStatus FILE_IS_A_DIRECTORY = new NtStatus(0xC00000BA);
    /** {@code STATUS_NOT_SUPPORTED}: the file system has no such thing, contexts for instance. */
    public static final NtStatus NOT_SUPPORTED = new NtStatus(0xC00000BB);
    /** {@code STATUS_NOT_A_DIRECTORY}: a folder was asked for, and it is a file. */
    public static final NtStatus NOT_A_DIRECTORY = new NtStatus(0xC0000103);
    /** {@code STATUS_CANNOT_DELETE}: the file is read-only, or in use as an image or paging file. */
    public static final NtStatus CANNOT_DELETE = new NtStatus(0xC0000121);
    /** {@code STATUS_FLT_DELETING_OBJECT}: the instance or the filter is being torn down. */
    public static final NtStatus FLT_DELETING_OBJECT = new NtStatus(0xC01C000B);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(SUCCESS.code, "SUCCESS"),
            Map.entry(PENDING.code, "PENDING"),
            Map.entry(REPARSE.code, "REPARSE"),
            Map.entry(END_OF_FILE.code, "END_OF_FILE"),
            Map.entry(INVALID_PARAMETER.code, "INVALID_PARAMETER"),
            Map.entry(INVALID_DEVICE_REQUEST.code, "INVALID_DEVICE_REQUEST"),
            Map.entry(ACCESS_DENIED.code, "ACCESS_DENIED"),
            Map.entry(OBJECT_NAME_INVALID.code, "OBJECT_NAME_INVALID"),
            Map.entry(OBJECT_NAME_NOT_FOUND.code, "OBJECT_NAME_NOT_FOUND"),
            Map.entry(OBJECT_NAME_COLLISION.code, "OBJECT_NAME_COLLISION"),
            Map.entry(OBJECT_PATH_NOT_FOUND.code, "OBJECT_PATH_NOT_FOUND"),
            Map.entry(SHARING_VIOLATION.code, "SHARING_VIOLATION"),
            Map.entry(DELETE_PENDING.code, "DELETE_PENDING"),
            Map.entry(INSUFFICIENT_RESOURCES.code, "INSUFFICIENT_RESOURCES"),
            Map.entry(FILE_IS_A_DIRECTORY.code, "FILE_IS_A_DIRECTORY"),
            Map.entry(NOT_SUPPORTED.code, "NOT_SUPPORTED"),
            Map.entry(NOT_A_DIRECTORY.code, "NOT_A_DIRECTORY"),
            Map.entry(CANNOT_DELETE.code, "CANNOT_DELETE"),
            Map.entry(FLT_DELETING_OBJECT.code, "FLT_DELETING_OBJECT"));

    /** Whether {@code NT_SUCCESS} holds. */
    public boolean isSuccess() {
        return code >= 0;
    }

    /** Its name, {@code STATUS_...}, where it is one of the constants here; otherwise hexadecimal. */
    @Override
    public String toString() {
        var name = NAMES.get(code);
        return name == null ? String.format("0x%08X", code) : "STATUS_" + name;
    }
}
