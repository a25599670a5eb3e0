package dev.perstream.harness.context;

import java.util.Map;

/**
 * An {@code NTSTATUS}.
 *
 * @param code its 32 bits
 */
public record NtStatus(int code) {

    public static final NtStatus SUCCESS = new NtStatus(0);
    public static final NtStatus PENDING = new NtStatus(0x00000103);
    public static final NtStatus REPARSE = new NtStatus(0x00000104);
    public static final NtStatus END_OF_FILE = new NtStatus(0xC0000011);
    public static final NtStatus INVALID_PARAMETER = new NtStatus(0xC000000D);
    public static final NtStatus INVALID_DEVICE_REQUEST = new NtStatus(0xC0000010);
    public static final NtStatus ACCESS_DENIED = new NtStatus(0xC0000022);
    public static final NtStatus OBJECT_NAME_INVALID = new NtStatus(0xC0000033);
    public static final NtStatus OBJECT_NAME_NOT_FOUND = new NtStatus(0xC0000034);
    public static final NtStatus OBJECT_NAME_COLLISION = new NtStatus(0xC0000035);
    public static final NtStatus OBJECT_PATH_NOT_FOUND = new NtStatus(0xC000003A);
    public static final NtStatus SHARING_VIOLATION = new NtStatus(0xC0000043);
    public static final NtStatus DELETE_PENDING = new NtStatus(0xC0000056);
    public static final NtStatus INSUFFICIENT_RESOURCES = new NtStatus(0xC000009A);
    public static final NtStatus FILE_IS_A_DIRECTORY = new NtStatus(0xC00000BA);
    public static final NtStatus NOT_SUPPORTED = new NtStatus(0xC00000BB);
    public static final NtStatus NOT_A_DIRECTORY = new NtStatus(0xC0000103);
    public static final NtStatus CANNOT_DELETE = new NtStatus(0xC0000121);
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
