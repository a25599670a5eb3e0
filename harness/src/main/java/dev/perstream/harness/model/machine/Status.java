package dev.perstream.harness.model.machine;

import dev.perstream.harness.context.NtStatus;

/** Outcomes of file-system requests, beside those that {@link NtStatus} names. */
final class Status {

    static final NtStatus BUFFER_OVERFLOW = new NtStatus(0x80000005);
    static final NtStatus NO_MORE_FILES = new NtStatus(0x80000006);
    static final NtStatus NO_SUCH_FILE = new NtStatus(0xC000000F);
    static final NtStatus NOT_LOCKED = new NtStatus(0xC000002A);
    static final NtStatus EAS_NOT_SUPPORTED = new NtStatus(0xC000004F);
    static final NtStatus NO_EAS_ON_FILE = new NtStatus(0xC0000052);
    static final NtStatus INVALID_VOLUME_LABEL = new NtStatus(0xC0000086);
    static final NtStatus FILE_LOCK_CONFLICT = new NtStatus(0xC0000054);
    static final NtStatus LOCK_NOT_GRANTED = new NtStatus(0xC0000055);
    static final NtStatus RANGE_NOT_LOCKED = new NtStatus(0xC000007E);
    static final NtStatus BAD_NETWORK_NAME = new NtStatus(0xC00000CC);
    static final NtStatus NOT_SAME_DEVICE = new NtStatus(0xC00000D4);
    static final NtStatus DIRECTORY_NOT_EMPTY = new NtStatus(0xC0000101);
    static final NtStatus FILE_DELETED = new NtStatus(0xC0000123);
    static final NtStatus INVALID_LOCK_RANGE = new NtStatus(0xC00001A1);
    static final NtStatus VOLUME_DISMOUNTED = new NtStatus(0xC000026E);
    static final NtStatus NOT_A_REPARSE_POINT = new NtStatus(0xC0000275);
    static final NtStatus REPARSE_DATA_INVALID = new NtStatus(0xC0000278);
    static final NtStatus TRANSACTION_NOT_ACTIVE = new NtStatus(0xC0190003);
    static final NtStatus RM_NOT_ACTIVE = new NtStatus(0xC0190005);
    static final NtStatus TRANSACTION_ALREADY_ABORTED = new NtStatus(0xC0190015);
    static final NtStatus TRANSACTION_ALREADY_COMMITTED = new NtStatus(0xC0190016);
    static final NtStatus DISALLOW_FAST_IO = new NtStatus(0xC01C0004);

    private Status() {}
}
