// Attaching to file systems and volumes, and detaching from them.

#include "${prefix}.h"

#if DBG
// How long unloading leaves the requests that are in the filter when its devices are detached.
#define ${upper}_DETACH_DELAY (-5LL * 1000 * 1000 * 10)
#endif

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}AttachDevice)
#pragma alloc_text(PAGE, ${prefix}DetachDevice)
#pragma alloc_text(PAGE, ${prefix}ListDevices)
<#if uses.shutdown>
#pragma alloc_text(PAGE, ${prefix}ForEachVolume)
</#if>
#if DBG
#pragma alloc_text(PAGE, ${prefix}DetachAllDevices)
#endif
#endif

_Use_decl_annotations_
NTSTATUS
${prefix}AttachDevice(
    PDEVICE_OBJECT TargetDevice,
    PDEVICE_OBJECT NamedDevice,
    ${upper}_DEVICE_ROLE Role
    )
{
    P${upper}_DEVICE_EXTENSION Extension;
    PDEVICE_OBJECT Attached;
    NTSTATUS Status;

    PAGED_CODE();

    Status = ${prefix}CreateDevice(TargetDevice, NamedDevice, Role, &Extension);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    // Once it is attached, the volume may be dismounted and the device detached at any time (G14).
    ${prefix}ReferenceDevice(Extension);

    ExAcquireFastMutex(&${prefix}Data.AttachLock);

    Attached = ${prefix}FindAttachedDevice(TargetDevice);

    if (Attached != NULL) {
        ObDereferenceObject(Attached);
        Status = STATUS_DEVICE_ALREADY_ATTACHED;
    } else if (${prefix}Data.Unloading) {
        Status = STATUS_DELETE_PENDING;
    } else {
        Status = IoAttachDeviceToDeviceStackSafe(
            Extension->DeviceObject, TargetDevice, &Extension->AttachedToDeviceObject);
    }

    if (NT_SUCCESS(Status)) {
        Extension->Attached = TRUE;
        InsertTailList(&${prefix}Data.AttachedDevices, &Extension->AttachedLinks);
    }

    ExReleaseFastMutex(&${prefix}Data.AttachLock);

    if (NT_SUCCESS(Status)) {

<#if uses.setup>
        if (Role == ${prefix}VolumeDevice) {
            ${prefix}Setup(Extension->DeviceObject);
        }

</#if>
        // Now others may attach above (G23).
        ClearFlag(Extension->DeviceObject->Flags, DO_DEVICE_INITIALIZING);
    } else {

        // The device as it was created; detaching does this for one that has been attached.
        ${prefix}ReleaseDevice(Extension);
    }

    ${prefix}ReleaseDevice(Extension);

    return Status;
}

_Use_decl_annotations_
VOID
${prefix}DetachDevice(
    PDEVICE_OBJECT DeviceObject
    )
{
    P${upper}_DEVICE_EXTENSION Extension = DeviceObject->DeviceExtension;
    BOOLEAN Attached;

    PAGED_CODE();

    ExAcquireFastMutex(&${prefix}Data.AttachLock);

    Attached = Extension->Attached;

    if (Attached) {
        Extension->Attached = FALSE;
        RemoveEntryList(&Extension->AttachedLinks);
    }

    ExReleaseFastMutex(&${prefix}Data.AttachLock);

    if (!Attached) {
        return;
    }
<#if uses.teardown>

    if (Extension->Role == ${prefix}VolumeDevice) {
        ${prefix}Teardown(DeviceObject);
    }
</#if>

<#if fileContexts?has_content>
    // While closes still come this way. Once the device is detached, a file object could go with
    // its context on it (G16).
    ${prefix}RemoveAllContexts(Extension);
</#if>
    IoDetachDevice(Extension->AttachedToDeviceObject);
    ${prefix}ReleaseDevice(Extension);
}

_Use_decl_annotations_
PDEVICE_OBJECT *
${prefix}ListDevices(
    PDRIVER_OBJECT DriverObject,
    PULONG Count
    )
{
    PDEVICE_OBJECT *Devices;
    ULONG Capacity;

    PAGED_CODE();

    *Count = 0;
    (VOID)IoEnumerateDeviceObjectList(DriverObject, NULL, 0, Count);

    // With room for a few that come between the calls. Volumes that do are seen being mounted.
    Capacity = *Count + 8;
    Devices = ${prefix}AllocateNonPaged(Capacity * sizeof(PDEVICE_OBJECT), ${upper}_TAG);

    if (Devices == NULL) {
        *Count = 0;
        return NULL;
    }

    (VOID)IoEnumerateDeviceObjectList(
        DriverObject, Devices, Capacity * sizeof(PDEVICE_OBJECT), Count);
    *Count = min(*Count, Capacity);

    return Devices;
}

_Use_decl_annotations_
PDEVICE_OBJECT
${prefix}FindAttachedDevice(
    PDEVICE_OBJECT DeviceObject
    )
{
    PDEVICE_OBJECT Current = IoGetAttachedDeviceReference(DeviceObject);
    PDEVICE_OBJECT Lower;

    while (Current != NULL && Current->DriverObject != ${prefix}Data.DriverObject) {
        Lower = IoGetLowerDeviceObject(Current);
        ObDereferenceObject(Current);
        Current = Lower;
    }

    return Current;
}

<#if uses.shutdown>
// Whether one of the filter's devices is above a volume of the file system below another.
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}IsVolumeOf(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PDEVICE_OBJECT FileSystem
    )
{
    PDEVICE_OBJECT VolumeBase = IoGetDeviceAttachmentBaseRef(DeviceObject);
    PDEVICE_OBJECT FileSystemBase = IoGetDeviceAttachmentBaseRef(FileSystem);
    BOOLEAN SameDriver = (VolumeBase->DriverObject == FileSystemBase->DriverObject);

    ObDereferenceObject(FileSystemBase);
    ObDereferenceObject(VolumeBase);

    return SameDriver &&
        ${prefix}Role(DeviceObject) == ${prefix}VolumeDevice &&
        DeviceObject->DeviceType == FileSystem->DeviceType;
}

// Takes a reference while the attachment still has one; later, the end of the device may have begun
// (G14).
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}KeepAttachedDevice(
    _Inout_ P${upper}_DEVICE_EXTENSION Extension
    )
{
    BOOLEAN Attached;

    ExAcquireFastMutex(&${prefix}Data.AttachLock);

    Attached = Extension->Attached;

    if (Attached) {
        ${prefix}ReferenceDevice(Extension);
    }

    ExReleaseFastMutex(&${prefix}Data.AttachLock);

    return Attached;
}

_Use_decl_annotations_
VOID
${prefix}ForEachVolume(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    VOID (*Routine)(PDEVICE_OBJECT DeviceObject, PIRP Irp)
    )
{
    P${upper}_DEVICE_EXTENSION Extension;
    PDEVICE_OBJECT *Devices;
    ULONG Count;
    ULONG Index;

    PAGED_CODE();

    if (${prefix}Role(DeviceObject) == ${prefix}VolumeDevice) {
        Routine(DeviceObject, Irp);
        return;
    }

    Devices = ${prefix}ListDevices(${prefix}Data.DriverObject, &Count);

    for (Index = 0; Index < Count; Index++) {

        Extension = Devices[Index]->DeviceExtension;

        if (${prefix}KeepAttachedDevice(Extension)) {

            if (${prefix}IsVolumeOf(Devices[Index], DeviceObject)) {
                Routine(Devices[Index], Irp);
            }
            ${prefix}ReleaseDevice(Extension);
        }

        ObDereferenceObject(Devices[Index]);
    }

    ${prefix}Free(Devices, ${upper}_TAG);
}

</#if>
#if DBG

// The next device to detach, referenced, or NULL. From the first call on, no further one is attached.
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
static
P${upper}_DEVICE_EXTENSION
${prefix}NextAttachedDevice(
    VOID
    )
{
    P${upper}_DEVICE_EXTENSION Extension = NULL;

    ExAcquireFastMutex(&${prefix}Data.AttachLock);

    ${prefix}Data.Unloading = TRUE;

    if (!IsListEmpty(&${prefix}Data.AttachedDevices)) {
        Extension = CONTAINING_RECORD(
            ${prefix}Data.AttachedDevices.Flink, ${upper}_DEVICE_EXTENSION, AttachedLinks);
        ${prefix}ReferenceDevice(Extension);
    }

    ExReleaseFastMutex(&${prefix}Data.AttachLock);

    return Extension;
}

_Use_decl_annotations_
VOID
${prefix}DetachAllDevices(
    VOID
    )
{
    P${upper}_DEVICE_EXTENSION Extension;
    LARGE_INTEGER Delay;
    LIST_ENTRY Detached;
    PLIST_ENTRY Entry;

    PAGED_CODE();

    InitializeListHead(&Detached);

    while ((Extension = ${prefix}NextAttachedDevice()) != NULL) {
        ${prefix}DetachDevice(Extension->DeviceObject);
        InsertTailList(&Detached, &Extension->AttachedLinks);
    }

    // Nothing tells when the requests that were on their way have left the devices (G27).
    Delay.QuadPart = ${upper}_DETACH_DELAY;
    (VOID)KeDelayExecutionThread(KernelMode, FALSE, &Delay);

    while (!IsListEmpty(&Detached)) {
        Entry = RemoveHeadList(&Detached);
        ${prefix}ReleaseDevice(CONTAINING_RECORD(Entry, ${upper}_DEVICE_EXTENSION, AttachedLinks));
    }
}

#endif
