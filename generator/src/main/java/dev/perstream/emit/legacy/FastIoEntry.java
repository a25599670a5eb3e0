package dev.perstream.emit.legacy;

import dev.perstream.model.Operation;
import java.util.List;
import java.util.Optional;

/** The entries of the fast I/O table that return whether they have done the work; all but the obsolete ones and detach. */
enum FastIoEntry {
    FAST_IO_CHECK_IF_POSSIBLE(
            "FastIoCheckIfPossible",
            Use.PASSES,
            Operation.READ,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ BOOLEAN Wait",
            "_In_ ULONG LockKey",
            "_In_ BOOLEAN CheckForReadOperation",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_READ(
            "FastIoRead",
            Use.TRACKED,
            Operation.READ,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ BOOLEAN Wait",
            "_In_ ULONG LockKey",
            "_Out_ PVOID Buffer",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_WRITE(
            "FastIoWrite",
            Use.TRACKED,
            Operation.WRITE,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ BOOLEAN Wait",
            "_In_ ULONG LockKey",
            "_In_ PVOID Buffer",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_QUERY_BASIC_INFO(
            "FastIoQueryBasicInfo",
            Use.TRACKED,
            Operation.QUERY_INFORMATION,
            "_In_ BOOLEAN Wait",
            "_Out_ PFILE_BASIC_INFORMATION Buffer",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_QUERY_STANDARD_INFO(
            "FastIoQueryStandardInfo",
            Use.TRACKED,
            Operation.QUERY_INFORMATION,
            "_In_ BOOLEAN Wait",
            "_Out_ PFILE_STANDARD_INFORMATION Buffer",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_LOCK(
            "FastIoLock",
            Use.TRACKED,
            Operation.LOCK_CONTROL,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ PLARGE_INTEGER Length",
            "_In_ PEPROCESS ProcessId",
            "_In_ ULONG Key",
            "_In_ BOOLEAN FailImmediately",
            "_In_ BOOLEAN ExclusiveLock",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_UNLOCK_SINGLE(
            "FastIoUnlockSingle",
            Use.TRACKED,
            Operation.LOCK_CONTROL,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ PLARGE_INTEGER Length",
            "_In_ PEPROCESS ProcessId",
            "_In_ ULONG Key",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_UNLOCK_ALL(
            "FastIoUnlockAll",
            Use.TRACKED,
            Operation.LOCK_CONTROL,
            "_In_ PEPROCESS ProcessId",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_UNLOCK_ALL_BY_KEY(
            "FastIoUnlockAllByKey",
            Use.TRACKED,
            Operation.LOCK_CONTROL,
            "_In_ PVOID ProcessId",
            "_In_ ULONG Key",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_DEVICE_CONTROL(
            "FastIoDeviceControl",
            Use.TRACKED,
            Operation.DEVICE_CONTROL,
            "_In_ BOOLEAN Wait",
            "_In_opt_ PVOID InputBuffer",
            "_In_ ULONG InputBufferLength",
            "_Out_opt_ PVOID OutputBuffer",
            "_In_ ULONG OutputBufferLength",
            "_In_ ULONG IoControlCode",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_QUERY_NETWORK_OPEN_INFO(
            "FastIoQueryNetworkOpenInfo",
            Use.TRACKED,
            Operation.QUERY_INFORMATION,
            "_In_ BOOLEAN Wait",
            "_Out_ PFILE_NETWORK_OPEN_INFORMATION Buffer",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_MDL_READ(
            "MdlRead",
            Use.REFUSED,
            Operation.READ,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ ULONG LockKey",
            "_Outptr_ PMDL *MdlChain",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_MDL_READ_COMPLETE("MdlReadComplete", Use.PASSES, Operation.READ, "_In_ PMDL MdlChain"),
    FAST_IO_PREPARE_MDL_WRITE(
            "PrepareMdlWrite",
            Use.REFUSED,
            Operation.WRITE,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ ULONG LockKey",
            "_Outptr_ PMDL *MdlChain",
            "_Out_ PIO_STATUS_BLOCK IoStatus"),
    FAST_IO_MDL_WRITE_COMPLETE(
            "MdlWriteComplete", Use.PASSES, Operation.WRITE, "_In_ PLARGE_INTEGER FileOffset", "_In_ PMDL MdlChain"),
    FAST_IO_READ_COMPRESSED(
            "FastIoReadCompressed",
            Use.REFUSED,
            Operation.READ,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ ULONG LockKey",
            "_Out_ PVOID Buffer",
            "_Outptr_ PMDL *MdlChain",
            "_Out_ PIO_STATUS_BLOCK IoStatus",
            "_Out_ PCOMPRESSED_DATA_INFO CompressedDataInfo",
            "_In_ ULONG CompressedDataInfoLength"),
    FAST_IO_WRITE_COMPRESSED(
            "FastIoWriteCompressed",
            Use.REFUSED,
            Operation.WRITE,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ ULONG Length",
            "_In_ ULONG LockKey",
            "_In_ PVOID Buffer",
            "_Outptr_ PMDL *MdlChain",
            "_Out_ PIO_STATUS_BLOCK IoStatus",
            "_In_ PCOMPRESSED_DATA_INFO CompressedDataInfo",
            "_In_ ULONG CompressedDataInfoLength"),
    FAST_IO_MDL_READ_COMPLETE_COMPRESSED("MdlReadCompleteCompressed", Use.PASSES, Operation.READ, "_In_ PMDL MdlChain"),
    FAST_IO_MDL_WRITE_COMPLETE_COMPRESSED(
            "MdlWriteCompleteCompressed",
            Use.PASSES,
            Operation.WRITE,
            "_In_ PLARGE_INTEGER FileOffset",
            "_In_ PMDL MdlChain");

    /** What an entry is to an operation that something is done about. */
    enum Use {
        /** Nothing: it prepares or ends what another one does. */
        PASSES,
        /** It does the operation, and the statements can run when it has. */
        TRACKED,
        /** It does the operation without giving what statements or hooks need, so that a request has to. */
        REFUSED
    }

    private final String member;
    private final Use use;
    private final Operation operation;
    private final List<String> parameters;

    FastIoEntry(String member, Use use, Operation operation, String... parameters) {
        this.member = member;
        this.use = use;
        this.operation = operation;
        this.parameters = List.of(parameters);
    }

    /** The member of the table. */
    String member() {
        return member;
    }

    Use use() {
        return use;
    }

    Operation operation() {
        return operation;
    }

    /** The parameters between the file and the device. */
    List<String> parameters() {
        return parameters;
    }

    /** The information class that it asks for, if it asks for one. */
    Optional<String> informationClass() {
        return switch (this) {
            case FAST_IO_QUERY_BASIC_INFO -> Optional.of("FileBasicInformation");
            case FAST_IO_QUERY_STANDARD_INFO -> Optional.of("FileStandardInformation");
            case FAST_IO_QUERY_NETWORK_OPEN_INFO -> Optional.of("FileNetworkOpenInformation");
            default -> Optional.empty();
        };
    }
}
