#include <ntifs.h>

// A legacy driver that does little and links much: what MinGW-w64 lacks, or has wrong on x86.

DRIVER_INITIALIZE DriverEntry;

typedef struct _TINY {
    EX_PUSH_LOCK PushLock;
    EX_RUNDOWN_REF Rundown;
    FAST_MUTEX FastMutex;
    KSPIN_LOCK SpinLock;
    ERESOURCE Resource;
    LARGE_INTEGER Started;
    LONG64 volatile Calls;
} TINY, *PTINY;

static PTINY Tiny;

static VOID TinyLocks(_Inout_ PTINY State)
{
    KIRQL Irql;

    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&State->PushLock);
    ExReleasePushLockExclusive(&State->PushLock);
    ExAcquireResourceSharedLite(&State->Resource, TRUE);
    ExReleaseResourceLite(&State->Resource);
    KeLeaveCriticalRegion();

    ExAcquireFastMutex(&State->FastMutex);
    ExReleaseFastMutex(&State->FastMutex);

    KeAcquireSpinLock(&State->SpinLock, &Irql);
    KeReleaseSpinLock(&State->SpinLock, Irql);

    if (ExAcquireRundownProtection(&State->Rundown)) {
        InterlockedIncrement64(&State->Calls);
        ExReleaseRundownProtection(&State->Rundown);
    }
}

static NTSTATUS NTAPI TinyCreate(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    NTSTATUS Status = STATUS_NOT_SUPPORTED;

    if (FsRtlSupportsPerStreamContexts(FileObject)
        && FsRtlLookupPerStreamContext(
               FsRtlGetPerStreamContextPointer(FileObject), DeviceObject, NULL)
               != NULL) {
        Status = STATUS_SUCCESS;
    }

    TinyLocks(Tiny);
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID NTAPI TinyUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    ExWaitForRundownProtectionRelease(&Tiny->Rundown);
    ExDeleteResourceLite(&Tiny->Resource);
    ExFreePool(Tiny);
}

_Use_decl_annotations_
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);

    Tiny = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(TINY), 'yniT');
    if (Tiny == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    ExInitializePushLock(&Tiny->PushLock);
    ExInitializeRundownProtection(&Tiny->Rundown);
    ExInitializeFastMutex(&Tiny->FastMutex);
    KeInitializeSpinLock(&Tiny->SpinLock);
    KeQuerySystemTimePrecise(&Tiny->Started);

    Status = ExInitializeResourceLite(&Tiny->Resource);
    if (NT_SUCCESS(Status)) {
        DriverObject->MajorFunction[IRP_MJ_CREATE] = TinyCreate;
        DriverObject->DriverUnload = TinyUnload;
    } else {
        ExFreePool(Tiny);
    }

    return Status;
}
