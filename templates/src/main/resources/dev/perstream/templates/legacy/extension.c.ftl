// The filter's devices and their extensions: made, referenced, and freed with the last reference.

#include "${prefix}.h"

_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
static
NTSTATUS
${prefix}CompleteExtension(
    _Inout_ P${upper}_DEVICE_EXTENSION Extension,
    _In_ POBJECT_NAME_INFORMATION VolumeName
    );

_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
static
NTSTATUS
${prefix}QueryDeviceName(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Outptr_result_nullonfailure_ POBJECT_NAME_INFORMATION *Name
    );

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}CreateDevice)
#pragma alloc_text(PAGE, ${prefix}CompleteExtension)
#pragma alloc_text(PAGE, ${prefix}QueryDeviceName)
#endif

_Use_decl_annotations_
NTSTATUS
${prefix}CreateDevice(
    PDEVICE_OBJECT TargetDevice,
    PDEVICE_OBJECT NamedDevice,
    ${upper}_DEVICE_ROLE Role,
    P${upper}_DEVICE_EXTENSION *Extension
    )
{
    POBJECT_NAME_INFORMATION VolumeName;
    PDEVICE_OBJECT Device;
    ULONG Size = sizeof(${upper}_DEVICE_EXTENSION);
    NTSTATUS Status;

    PAGED_CODE();

    *Extension = NULL;
    Status = ${prefix}QueryDeviceName(NamedDevice, &VolumeName);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
<#list instances as instance>
<#if instance.textCapacity?has_content>

    Size += ${prefix}TextBytes(&VolumeName->Name, ${instance.textCapacity});
</#if>
</#list>

    if (!ExAcquireRundownProtection(&${prefix}Data.Devices)) {
        ${prefix}Free(VolumeName, ${upper}_TAG);
        return STATUS_DELETE_PENDING;
    }

    Status = IoCreateDevice(
        ${prefix}Data.DriverObject, Size, NULL, TargetDevice->DeviceType, 0, FALSE, &Device);

    if (!NT_SUCCESS(Status)) {
        ExReleaseRundownProtection(&${prefix}Data.Devices);
        ${prefix}Free(VolumeName, ${upper}_TAG);
        return Status;
    }

    SetFlag(Device->Flags, FlagOn(TargetDevice->Flags, DO_BUFFERED_IO | DO_DIRECT_IO));

    // A file system's own device, which is the volume too on a network. Without this characteristic
    // nobody checks the access of who opens a name below the device; it is not for volumes (G23).
    if (TargetDevice == NamedDevice) {
        SetFlag(
            Device->Characteristics,
            FlagOn(TargetDevice->Characteristics, FILE_DEVICE_SECURE_OPEN));
    }

    *Extension = Device->DeviceExtension;
    (*Extension)->DeviceObject = Device;
    (*Extension)->Role = Role;
    Status = ${prefix}CompleteExtension(*Extension, VolumeName);

    if (!NT_SUCCESS(Status)) {
        ${prefix}ReleaseDevice(*Extension);
        *Extension = NULL;
    }

    return Status;
}

// Fills in a zeroed extension. If this fails, it is given up like any other.
_Use_decl_annotations_
static
NTSTATUS
${prefix}CompleteExtension(
    P${upper}_DEVICE_EXTENSION Extension,
    POBJECT_NAME_INFORMATION VolumeName
    )
{
<#if instances?has_content>
    NTSTATUS Status;

</#if>
    PAGED_CODE();

    Extension->References = 1;
    Extension->VolumeName = VolumeName;
<#if fileContexts?has_content>
    ExInitializeFastMutex(&Extension->ContextLock);
    InitializeListHead(&Extension->Contexts);
    InitializeListHead(&Extension->Dead);
    KeInitializeSpinLock(&Extension->DeadLock);
</#if>
<#list instances as instance>

    // Before anything else can fail, as its end relies on its beginning (R13).
    Status = ${instance.initialize}(&Extension->${instance.name}, &VolumeName->Name);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

</#list>
    Extension->WorkItem = IoAllocateWorkItem(Extension->DeviceObject);

    return (Extension->WorkItem != NULL) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

// The name of a device, to be freed with ${upper}_TAG.
_Use_decl_annotations_
static
NTSTATUS
${prefix}QueryDeviceName(
    PDEVICE_OBJECT DeviceObject,
    POBJECT_NAME_INFORMATION *Name
    )
{
    ULONG Size = sizeof(OBJECT_NAME_INFORMATION) + 64 * sizeof(WCHAR);
    ULONG Needed;
    NTSTATUS Status;

    PAGED_CODE();

    *Name = NULL;

    do {
        ${prefix}Free(*Name, ${upper}_TAG);
        *Name = ${prefix}AllocateNonPaged(Size, ${upper}_TAG);

        if (*Name == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }

        Needed = Size;
        Status = ObQueryNameString(DeviceObject, *Name, Size, &Needed);
        Size = Needed;
    } while (Status == STATUS_INFO_LENGTH_MISMATCH);

    if (!NT_SUCCESS(Status)) {
        ${prefix}Free(*Name, ${upper}_TAG);
        *Name = NULL;
    }

    return Status;
}

// Frees a device that nobody refers to any more.
_IRQL_requires_max_(APC_LEVEL)
static
VOID
${prefix}DeleteDevice(
    _In_ P${upper}_DEVICE_EXTENSION Extension
    )
{
<#list instances as instance>
    ${instance.uninitialize}(&Extension->${instance.name});
</#list>
    ${prefix}Free(Extension->VolumeName, ${upper}_TAG);

    if (Extension->WorkItem != NULL) {
        IoFreeWorkItem(Extension->WorkItem);
    }

    IoDeleteDevice(Extension->DeviceObject);
    ExReleaseRundownProtection(&${prefix}Data.Devices);
}

_Function_class_(IO_WORKITEM_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
static
VOID
NTAPI
${prefix}DeleteDeviceLater(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PVOID Context
    )
{
    UNREFERENCED_PARAMETER(Context);

    ${prefix}DeleteDevice(DeviceObject->DeviceExtension);
}

_Use_decl_annotations_
VOID
${prefix}ReferenceDevice(
    P${upper}_DEVICE_EXTENSION Extension
    )
{
    InterlockedIncrement(&Extension->References);
}

// The last reference may go in a completion routine, where a device cannot be deleted. The work
// item is free then: what else it is queued for holds a reference.
_Use_decl_annotations_
VOID
${prefix}ReleaseDevice(
    P${upper}_DEVICE_EXTENSION Extension
    )
{
    if (InterlockedDecrement(&Extension->References) != 0) {
        return;
    }

    if (KeGetCurrentIrql() <= APC_LEVEL) {
        ${prefix}DeleteDevice(Extension);
    } else {
        IoQueueWorkItem(Extension->WorkItem, ${prefix}DeleteDeviceLater, DelayedWorkQueue, NULL);
    }
}
