// What the legacy filters of the rules share: they attach to file systems and volumes, and let
// every request pass.
//
// A driver defines what it wants otherwise before it includes this file: CREATE, WRITE, CLOSE, PNP,
// FS_CONTROL (its own dispatch routines), ATTACH (its own way to attach), PREPARE (called in
// DriverEntry before anything is registered), UNLOAD, DETACH (FastIoDetachDevice), DRIVER_ENTRY,
// AFTER_CREATE (called with each file that was opened), AT_UNLOAD (called when nothing is attached
// any more).
#pragma once

#include <ntifs.h>

#define TAG 'eluR'

typedef struct EXTENSION {
    PDEVICE_OBJECT Lower;
} EXTENSION;

static PDRIVER_OBJECT Driver;

#define LOWER(DeviceObject) (((EXTENSION *)(DeviceObject)->DeviceExtension)->Lower)

__attribute__((unused)) static PVOID Allocate(SIZE_T Size)
{
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, TAG);
}

// --- Requests ------------------------------------------------------------------------------------

static NTSTATUS NTAPI Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(LOWER(DeviceObject), Irp);
}

__attribute__((unused)) static NTSTATUS Complete(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS NTAPI SignalCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// Sends the request down and waits for it; it is the caller's to complete then.
__attribute__((unused)) static NTSTATUS PassAndWait(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KEVENT done;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, SignalCompletion, &done, TRUE, TRUE, TRUE);
    if (IoCallDriver(LOWER(DeviceObject), Irp) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    return Irp->IoStatus.Status;
}

#ifdef AFTER_CREATE
static VOID AFTER_CREATE(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject);

#define CREATE CreateAndLook
static NTSTATUS NTAPI CreateAndLook(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    NTSTATUS status = PassAndWait(DeviceObject, Irp);

    if (NT_SUCCESS(status) && status != STATUS_REPARSE) AFTER_CREATE(DeviceObject, file);
    return Complete(Irp, status);
}
#endif

// --- Devices -------------------------------------------------------------------------------------

#ifdef ATTACH
static VOID ATTACH(PDEVICE_OBJECT Target);
#else
#define ATTACH Attach
static VOID Attach(PDEVICE_OBJECT Target)
{
    PDEVICE_OBJECT device;

    if (!NT_SUCCESS(IoCreateDevice(Driver, sizeof(EXTENSION), NULL, Target->DeviceType, 0, FALSE,
                                   &device))) {
        return;
    }
    SetFlag(device->Flags, FlagOn(Target->Flags, DO_BUFFERED_IO | DO_DIRECT_IO));
    if (!NT_SUCCESS(IoAttachDeviceToDeviceStackSafe(device, Target, &LOWER(device)))) {
        IoDeleteDevice(device);
        return;
    }
    ClearFlag(device->Flags, DO_DEVICE_INITIALIZING);
}
#endif

#ifdef DETACH
static VOID NTAPI DETACH(PDEVICE_OBJECT SourceDevice, PDEVICE_OBJECT TargetDevice);
#else
#define DETACH Detach
static VOID NTAPI Detach(PDEVICE_OBJECT SourceDevice, PDEVICE_OBJECT TargetDevice)
{
    IoDetachDevice(TargetDevice);
    IoDeleteDevice(SourceDevice);
}
#endif

#ifndef FS_CONTROL
#define FS_CONTROL FollowMounts
static NTSTATUS NTAPI FollowMounts(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_OBJECT disk;
    NTSTATUS status;

    if (stack->MinorFunction != IRP_MN_MOUNT_VOLUME) return Pass(DeviceObject, Irp);
    disk = stack->Parameters.MountVolume.Vpb->RealDevice;
    status = PassAndWait(DeviceObject, Irp);
    if (NT_SUCCESS(status)) ATTACH(disk->Vpb->DeviceObject);
    return Complete(Irp, status);
}
#else
static NTSTATUS NTAPI FS_CONTROL(PDEVICE_OBJECT DeviceObject, PIRP Irp);
#endif

__attribute__((unused)) static VOID NTAPI FileSystemChanged(PDEVICE_OBJECT FileSystem,
                                                            BOOLEAN Active)
{
    PDEVICE_OBJECT top;

    if (Active) {
        ATTACH(FileSystem);
        return;
    }
    top = IoGetAttachedDeviceReference(FileSystem);
    if (top->DriverObject == Driver) DETACH(top, LOWER(top));
    ObDereferenceObject(top);
}

// --- The beginning and the end -------------------------------------------------------------------

static FAST_IO_DISPATCH FastIo = {
    .SizeOfFastIoDispatch = sizeof(FAST_IO_DISPATCH),
    .FastIoDetachDevice = DETACH,
};

#ifdef AT_UNLOAD
static VOID AT_UNLOAD(VOID);
#endif

#ifdef UNLOAD
static VOID NTAPI UNLOAD(PDRIVER_OBJECT DriverObject);
#else
#define UNLOAD Unload
static VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT devices[16];
    ULONG count, i;

    IoUnregisterFsRegistrationChange(DriverObject, FileSystemChanged);
    IoEnumerateDeviceObjectList(DriverObject, devices, sizeof(devices), &count);
    for (i = 0; i < count; i++) IoDetachDevice(LOWER(devices[i]));
#ifdef AT_UNLOAD
    AT_UNLOAD();
#endif
    for (i = 0; i < count; i++) {
        IoDeleteDevice(devices[i]);
        ObDereferenceObject(devices[i]);
    }
}
#endif

#ifdef CREATE
static NTSTATUS NTAPI CREATE(PDEVICE_OBJECT DeviceObject, PIRP Irp);
#else
#define CREATE Pass
#endif
#ifdef WRITE
static NTSTATUS NTAPI WRITE(PDEVICE_OBJECT DeviceObject, PIRP Irp);
#else
#define WRITE Pass
#endif
#ifdef CLOSE
static NTSTATUS NTAPI CLOSE(PDEVICE_OBJECT DeviceObject, PIRP Irp);
#else
#define CLOSE Pass
#endif
#ifdef PNP
static NTSTATUS NTAPI PNP(PDEVICE_OBJECT DeviceObject, PIRP Irp);
#else
#define PNP Pass
#endif
#ifdef PREPARE
static NTSTATUS PREPARE(VOID);
#endif

__attribute__((unused)) static VOID SetDispatch(PDRIVER_OBJECT DriverObject)
{
    ULONG i;

    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) DriverObject->MajorFunction[i] = Pass;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = CREATE;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = WRITE;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = CLOSE;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PNP;
    DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = FS_CONTROL;
    DriverObject->FastIoDispatch = &FastIo;
    DriverObject->DriverUnload = UNLOAD;
}

#ifndef DRIVER_ENTRY
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    Driver = DriverObject;
#ifdef PREPARE
    if (!NT_SUCCESS(PREPARE())) return STATUS_INSUFFICIENT_RESOURCES;
#endif
    SetDispatch(DriverObject);
    return IoRegisterFsRegistrationChange(DriverObject, FileSystemChanged);
}
#endif
