package dev.perstream.examples.sensitivity;

import dev.perstream.harness.context.DriverModel;
import java.util.List;

/** Mistakes in the legacy filters of the audit and filespy examples. */
final class LegacyDefects {

    private static final Defect.Of AUDIT = Defect.in(Example.AUDIT, DriverModel.LEGACY);
    private static final Defect.Of SPY = Defect.in(Example.FILESPY, DriverModel.LEGACY);

    private LegacyDefects() {}

    static List<Defect> contexts() {
        return List.of(
                AUDIT.with(
                        "the race helper trusts its first lookup",
                        "AuditContext.c",
                        "    *Existing = Context->Kind->Lookup(Context->Anchor, Extension);\n",
                        "    *Existing = NULL;\n"),
                AUDIT.with(
                        "a context is looked up without the lock",
                        "AuditContext.c",
                        "    ExAcquireFastMutex(&Extension->ContextLock);\n\n    Context = Kind->Lookup(Anchor, Extension);\n\n    if (Context != NULL) {\n        AuditReferenceContext(Context);\n    }\n\n    ExReleaseFastMutex(&Extension->ContextLock);\n",
                        "    Context = Kind->Lookup(Anchor, Extension);\n    if (Context != NULL) {\n        AuditReferenceContext(Context);\n    }\n"),
                AUDIT.with(
                        "a context that is looked up is not referenced",
                        "AuditContext.c",
                        "    Context = Kind->Lookup(Anchor, Extension);\n\n    if (Context != NULL) {\n        AuditReferenceContext(Context);\n    }\n",
                        "    Context = Kind->Lookup(Anchor, Extension);\n"),
                AUDIT.with(
                        "detaching leaves the contexts behind",
                        "AuditDevice.c",
                        "    AuditRemoveAllContexts(Extension);\n",
                        ""),
                AUDIT.with(
                        "a context that is torn down stays in the device's list",
                        "AuditContext.c",
                        "    Context->Attached = FALSE;\n    RemoveEntryList(&Context->DeviceLinks);\n    ExReleaseFastMutex(&Extension->ContextLock);\n",
                        "    Context->Attached = FALSE;\n    ExReleaseFastMutex(&Extension->ContextLock);\n"),
                AUDIT.with(
                        "the reference of the attachment is not released at teardown",
                        "AuditContext.c",
                        "    ExReleaseFastMutex(&Extension->ContextLock);\n\n    AuditReleaseContext(Context);\n}\n",
                        "    ExReleaseFastMutex(&Extension->ContextLock);\n}\n"),
                AUDIT.with(
                        "a handle's context is not removed at its close",
                        "AuditClose.c",
                        "        AuditRemoveHandleState(HandleState);\n",
                        ""),
                AUDIT.with(
                        "memory comes with what was in it",
                        "AuditMemory.h",
                        "ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, Tag)",
                        "ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, Size, Tag)"),
                AUDIT.with(
                        "a context is freed at DISPATCH_LEVEL",
                        "AuditReference.c",
                        "    if (KeGetCurrentIrql() <= APC_LEVEL) {\n        AuditDeleteContext(Context);\n",
                        "    if (KeGetCurrentIrql() <= DISPATCH_LEVEL) {\n        AuditDeleteContext(Context);\n"));
    }

    static List<Defect> operations() {
        return List.of(
                AUDIT.with(
                        "a cleanup is not tracked",
                        "AuditCleanup.c",
                        "        AuditStreamStateOnCleanup(StreamState);\n",
                        ""),
                AUDIT.with(
                        "fast writes are not tracked",
                        "AuditFastIo.c",
                        "    UNREFERENCED_PARAMETER(FileObject);\n    UNREFERENCED_PARAMETER(FileOffset);\n    UNREFERENCED_PARAMETER(Length);\n    UNREFERENCED_PARAMETER(Wait);\n    UNREFERENCED_PARAMETER(LockKey);\n    UNREFERENCED_PARAMETER(Buffer);\n",
                        "    PDEVICE_OBJECT LowerDevice;\n    PFAST_IO_DISPATCH Table = AuditLowerTable(DeviceObject, &LowerDevice);\n\n    if (AUDIT_HAS_FAST_IO(Table, FastIoWrite)) {\n        return Table->FastIoWrite(\n            FileObject, FileOffset, Length, Wait, LockKey, Buffer, IoStatus, LowerDevice);\n    }\n"),
                AUDIT.with(
                        "a rename counts though it failed",
                        "AuditSetInformation.c",
                        "    if (StreamState != NULL && NT_SUCCESS(Irp->IoStatus.Status)) {\n        Name =",
                        "    if (StreamState != NULL) {\n        Irp->IoStatus.Status = STATUS_SUCCESS;\n        Name ="),
                AUDIT.with(
                        "a rename is not counted",
                        "AuditSetInformation.c",
                        "Generation = InterlockedIncrement64(&AuditRenames);",
                        "Generation = AuditRenamesSoFar();"),
                AUDIT.with(
                        "the opened name is taken for the normalized one",
                        "AuditName.c",
                        "    Path = AuditQueryPath(LowerDevice, FileObject, FileNormalizedNameInformation);\n",
                        "    Path = AuditQueryPath(LowerDevice, FileObject, FileNameInformation);\n"),
                AUDIT.with(
                        "the completion of a write does not look at its status",
                        "AuditWrite.c",
                        "(BOOLEAN)NT_SUCCESS(Irp->IoStatus.Status)",
                        "TRUE"),
                AUDIT.with(
                        "a completion forgets that the request is pending",
                        "AuditWrite.c",
                        "    if (Irp->PendingReturned) {\n        IoMarkIrpPending(Irp);\n    }\n",
                        ""));
    }

    static List<Defect> spying() {
        return List.of(
                SPY.with(
                        "a rename does not discard the name",
                        "FileSpyStreamName.c",
                        "FileSpyStreamNameOnRename(\n    PFILE_SPY_STREAM_NAME StreamName\n    )\n{\n    BOOLEAN Discard = TRUE;\n",
                        "FileSpyStreamNameOnRename(\n    PFILE_SPY_STREAM_NAME StreamName\n    )\n{\n    BOOLEAN Discard = FALSE;\n"),
                SPY.with(
                        "a hard link does not discard the name",
                        "FileSpyStreamName.c",
                        "FileSpyStreamNameOnHardLink(\n    PFILE_SPY_STREAM_NAME StreamName\n    )\n{\n    BOOLEAN Discard = TRUE;\n",
                        "FileSpyStreamNameOnHardLink(\n    PFILE_SPY_STREAM_NAME StreamName\n    )\n{\n    BOOLEAN Discard = FALSE;\n"),
                SPY.with(
                        "a wrong counter counts",
                        "FileSpyVolumeCounters.c",
                        "InterlockedExchangeAdd64(&VolumeCounters->Reads,",
                        "InterlockedExchangeAdd64(&VolumeCounters->Writes,"),
                SPY.with(
                        "fast reads are not counted",
                        "FileSpyFastIo.c",
                        "        FileSpyTrackFastRead(DeviceObject);\n",
                        ""),
                SPY.with(
                        "fast writes count even if a request follows",
                        "FileSpyFastIo.c",
                        "    if (Done && FileSpyRole(DeviceObject) == FileSpyVolumeDevice) {\n        FileSpyTrackFastWrite(",
                        "    if (FileSpyRole(DeviceObject) == FileSpyVolumeDevice) {\n        FileSpyTrackFastWrite("),
                SPY.with(
                        "a failed rename discards the name",
                        "FileSpySetInformation.c",
                        "    if (StreamName != NULL && NT_SUCCESS(Irp->IoStatus.Status)) {\n        if (FileSpyStreamNameOnRename(",
                        "    if (StreamName != NULL) {\n        if (FileSpyStreamNameOnRename("),
                SPY.with(
                        "a removed context keeps the reference of its attachment",
                        "FileSpyContext.c",
                        "    if (Detached) {\n        FileSpyReleaseContext(Context);\n    }\n",
                        ""),
                SPY.with(
                        "a counter is not interlocked",
                        "FileSpyVolumeCounters.c",
                        "    InterlockedExchangeAdd64(&VolumeCounters->Writes, (LONG64)1ULL);\n",
                        "    *(LONG64 *)&VolumeCounters->Writes += 1;\n"),
                SPY.with(
                        "a volume that is mounted later is not filtered",
                        "FileSpyMount.c",
                        "    if (Volume != NULL) {\n        (VOID)FileSpyAttachDevice(Volume, StorageDevice, FileSpyVolumeDevice);\n",
                        "    if (Volume != NULL) {\n"));
    }
}
