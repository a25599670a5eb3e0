// Which file systems there are, and which volumes they have mounted. RAW has no files and is not
// followed.

#include "${prefix}.h"

_IRQL_requires_(PASSIVE_LEVEL)
static
VOID
${prefix}AttachFileSystem(
    _In_ PDEVICE_OBJECT FileSystem
    );

_IRQL_requires_(PASSIVE_LEVEL)
static
VOID
${prefix}AttachMountedVolumes(
    _In_ PDEVICE_OBJECT FileSystem
    );

_IRQL_requires_(PASSIVE_LEVEL)
static
NTSTATUS
${prefix}MountVolume(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP Irp
    );

_IRQL_requires_(PASSIVE_LEVEL)
static
NTSTATUS
${prefix}LoadFileSystem(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP Irp
    );

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}FileSystemChanged)
#pragma alloc_text(PAGE, ${prefix}AttachFileSystem)
#pragma alloc_text(PAGE, ${prefix}AttachMountedVolumes)
#pragma alloc_text(PAGE, ${prefix}MountVolume)
#pragma alloc_text(PAGE, ${prefix}LoadFileSystem)
#endif

_Use_decl_annotations_
VOID
NTAPI
${prefix}FileSystemChanged(
    PDEVICE_OBJECT DeviceObject,
    BOOLEAN FsActive
    )
{
    PDEVICE_OBJECT Attached;

    PAGED_CODE();

    if (FsActive) {
        ${prefix}AttachFileSystem(DeviceObject);
        return;
    }

    Attached = ${prefix}FindAttachedDevice(DeviceObject);

    if (Attached != NULL) {
        ${prefix}DetachDevice(Attached);
        ObDereferenceObject(Attached);
    }
}

// A recognizer only stands in for a file system, which registers itself when it is loaded.
_Use_decl_annotations_
static
VOID
${prefix}AttachFileSystem(
    PDEVICE_OBJECT FileSystem
    )
{
    UNICODE_STRING Recognizer;

    PAGED_CODE();

    RtlInitUnicodeString(&Recognizer, L"\\FileSystem\\Fs_Rec");

    if (RtlEqualUnicodeString(&FileSystem->DriverObject->DriverName, &Recognizer, TRUE)) {
        return;
    }

    switch (FileSystem->DeviceType) {

    case FILE_DEVICE_DISK_FILE_SYSTEM:
    case FILE_DEVICE_CD_ROM_FILE_SYSTEM:

        if (NT_SUCCESS(${prefix}AttachDevice(FileSystem, FileSystem, ${prefix}FileSystemDevice))) {
            ${prefix}AttachMountedVolumes(FileSystem);
        }
        break;

    case FILE_DEVICE_NETWORK_FILE_SYSTEM:

        // It mounts nothing; files are opened through this very device.
        (VOID)${prefix}AttachDevice(FileSystem, FileSystem, ${prefix}VolumeDevice);
        break;

    default:

        break;
    }
}

// Attaches to the volumes that were mounted before the filter came to see it.
_Use_decl_annotations_
static
VOID
${prefix}AttachMountedVolumes(
    PDEVICE_OBJECT FileSystem
    )
{
    PDEVICE_OBJECT StorageDevice;
    PDEVICE_OBJECT *Devices;
    ULONG Count;
    ULONG Index;

    PAGED_CODE();

    Devices = ${prefix}ListDevices(FileSystem->DriverObject, &Count);

    for (Index = 0; Index < Count; Index++) {

        // Only a mounted volume has a device of storage.
        if (Devices[Index] != FileSystem &&
            Devices[Index]->DeviceType == FileSystem->DeviceType &&
            NT_SUCCESS(IoGetDiskDeviceObject(Devices[Index], &StorageDevice))) {

            (VOID)${prefix}AttachDevice(Devices[Index], StorageDevice, ${prefix}VolumeDevice);
            ObDereferenceObject(StorageDevice);
        }
        ObDereferenceObject(Devices[Index]);
    }

    ${prefix}Free(Devices, ${upper}_TAG);
}

_Use_decl_annotations_
NTSTATUS
NTAPI
${prefix}FollowMounts(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;

    if (${prefix}Role(DeviceObject) == ${prefix}FileSystemDevice) {
        if (Minor == IRP_MN_MOUNT_VOLUME) {
            return ${prefix}MountVolume(DeviceObject, Irp);
        }
        if (Minor == IRP_MN_LOAD_FILE_SYSTEM) {
            return ${prefix}LoadFileSystem(DeviceObject, Irp);
        }
    }
<#if uses.fileSystemControl>

    return ${prefix}FileSystemControl(DeviceObject, Irp);
<#else>

    return ${prefix}PassThrough(DeviceObject, Irp);
</#if>
}

// The volume's device, referenced, or NULL.
_IRQL_requires_max_(APC_LEVEL)
static
PDEVICE_OBJECT
${prefix}ReferenceVolume(
    _In_ PDEVICE_OBJECT StorageDevice
    )
{
    PDEVICE_OBJECT Volume = NULL;
    KIRQL OldIrql;

    IoAcquireVpbSpinLock(&OldIrql);

    if (StorageDevice->Vpb != NULL && StorageDevice->Vpb->DeviceObject != NULL) {
        Volume = StorageDevice->Vpb->DeviceObject;
        ObReferenceObject(Volume);
    }

    IoReleaseVpbSpinLock(OldIrql);

    return Volume;
}

// The volume may be one that was there before and is now found again, with a VPB other than that of
// the request. Nobody opens it before the mount is completed, so that no file escapes the filter.
_Use_decl_annotations_
static
NTSTATUS
${prefix}MountVolume(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_OBJECT StorageDevice = Stack->Parameters.MountVolume.Vpb->RealDevice;
    PDEVICE_OBJECT Volume = NULL;

    PAGED_CODE();

    if (NT_SUCCESS(${prefix}ForwardAndWait(${prefix}LowerDevice(DeviceObject), Irp))) {
        Volume = ${prefix}ReferenceVolume(StorageDevice);
    }

    if (Volume != NULL) {
        (VOID)${prefix}AttachDevice(Volume, StorageDevice, ${prefix}VolumeDevice);
        ObDereferenceObject(Volume);
    }

    return ${prefix}Complete(Irp);
}

// A recognizer other than Windows' own is about to load its file system and to delete its device,
// which it cannot do with another device above. If it does not, the filter comes back.
_Use_decl_annotations_
static
NTSTATUS
${prefix}LoadFileSystem(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    PDEVICE_OBJECT Recognizer = ${prefix}LowerDevice(DeviceObject);
    NTSTATUS Status;

    PAGED_CODE();

    ObReferenceObject(DeviceObject);
    ObReferenceObject(Recognizer);

    ${prefix}DetachDevice(DeviceObject);
    Status = ${prefix}ForwardAndWait(Recognizer, Irp);

    if (!NT_SUCCESS(Status) && Status != STATUS_IMAGE_ALREADY_LOADED) {
        (VOID)${prefix}AttachDevice(Recognizer, Recognizer, ${prefix}FileSystemDevice);
    }

    Status = ${prefix}Complete(Irp);

    ObDereferenceObject(Recognizer);
    ObDereferenceObject(DeviceObject);

    return Status;
}
