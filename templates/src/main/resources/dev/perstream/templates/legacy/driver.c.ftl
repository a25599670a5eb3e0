// The driver's beginning, and in checked builds its end.

#include "${prefix}.h"

// Where the control devices of file system filters are, in a folder that the I/O manager has made.
#define ${upper}_CONTROL_DEVICE_NAME L"\\FileSystem\\Filters\\${prefix}"

${upper}_DATA ${prefix}Data;

_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
static
NTSTATUS
${prefix}CreateControlDevice(
    VOID
    );

_IRQL_requires_(PASSIVE_LEVEL)
static
VOID
${prefix}RegisterDispatch(
    _Inout_ PDRIVER_OBJECT DriverObject
    );

#if DBG
DRIVER_UNLOAD ${prefix}Unload;
#endif

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(INIT, ${prefix}CreateControlDevice)
#pragma alloc_text(INIT, ${prefix}RegisterDispatch)
#if DBG
#pragma alloc_text(PAGE, ${prefix}Unload)
#endif
#endif

_Use_decl_annotations_
NTSTATUS
NTAPI
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
<#if uses.driverRuntime>

    // Before anything takes memory from the pool (A11, A12).
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
</#if>

    ${prefix}Data.DriverObject = DriverObject;
    ExInitializeFastMutex(&${prefix}Data.AttachLock);
    InitializeListHead(&${prefix}Data.AttachedDevices);
    ExInitializeRundownProtection(&${prefix}Data.Devices);

    Status = ${prefix}CreateControlDevice();

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
<#if carried?has_content>

    ExInitializeNPagedLookasideList(
        &${prefix}Data.Carriers,
        NULL,
        NULL,
        <#if uses.nxLookaside>POOL_NX_ALLOCATION<#else>0</#if>,
        sizeof(${upper}_CARRIER),
        ${upper}_TAG,
        0);
</#if>

    ${prefix}RegisterDispatch(DriverObject);
    Status = FsRtlRegisterFileSystemFilterCallbacks(DriverObject, &${prefix}FsFilterCallbacks);

    if (NT_SUCCESS(Status)) {

        // The last step, for it calls back at once for the file systems that are there (G24).
        Status = IoRegisterFsRegistrationChange(DriverObject, ${prefix}FileSystemChanged);
    }

    if (!NT_SUCCESS(Status)) {
<#if carried?has_content>
        ExDeleteNPagedLookasideList(&${prefix}Data.Carriers);
</#if>
        DriverObject->FastIoDispatch = NULL;
        IoDeleteDevice(${prefix}Data.ControlDevice);
    }

    return Status;
}

// The one device with a name. FILE_DEVICE_SECURE_OPEN has the I/O manager check its security
// descriptor for names below it as well.
_Use_decl_annotations_
static
NTSTATUS
${prefix}CreateControlDevice(
    VOID
    )
{
    P${upper}_DEVICE_EXTENSION Extension;
    UNICODE_STRING Name;
    NTSTATUS Status;

    RtlInitUnicodeString(&Name, ${upper}_CONTROL_DEVICE_NAME);

    Status = IoCreateDevice(
        ${prefix}Data.DriverObject,
        sizeof(${upper}_DEVICE_EXTENSION),
        &Name,
        FILE_DEVICE_DISK_FILE_SYSTEM,
        FILE_DEVICE_SECURE_OPEN,
        FALSE,
        &${prefix}Data.ControlDevice);

    if (NT_SUCCESS(Status)) {
        Extension = ${prefix}Data.ControlDevice->DeviceExtension;
        Extension->DeviceObject = ${prefix}Data.ControlDevice;
        Extension->Role = ${prefix}ControlDevice;
    }

    return Status;
}

// What is not the filter's business must pass, whatever it is (G25).
_Use_decl_annotations_
static
VOID
${prefix}RegisterDispatch(
    PDRIVER_OBJECT DriverObject
    )
{
    ULONG Major;

    for (Major = 0; Major <= IRP_MJ_MAXIMUM_FUNCTION; Major++) {
        DriverObject->MajorFunction[Major] = ${prefix}PassThrough;
    }

    DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = ${prefix}FollowMounts;
<#list dispatches?filter(d -> d.registered) as dispatch>
    DriverObject->MajorFunction[${dispatch.major}] = ${dispatch.routine};
</#list>
    DriverObject->FastIoDispatch = &${prefix}FastIoDispatch;
#if DBG
    DriverObject->DriverUnload = ${prefix}Unload;
#endif
}

#if DBG

// For the developer's machine alone. A request on its way down from above, or on its way back up,
// may come through a device after it is detached here, which the devices are kept for a while for.
// A free build does not unload (G27).
_Use_decl_annotations_
VOID
NTAPI
${prefix}Unload(
    PDRIVER_OBJECT DriverObject
    )
{
    PAGED_CODE();

    // No further attachments; those that there are go with their contexts, and the last
    // FreeCallback with them (G13).
    IoUnregisterFsRegistrationChange(DriverObject, ${prefix}FileSystemChanged);
    ${prefix}DetachAllDevices();
    ExWaitForRundownProtectionRelease(&${prefix}Data.Devices);
<#if carried?has_content>
    ExDeleteNPagedLookasideList(&${prefix}Data.Carriers);
</#if>
    IoDeleteDevice(${prefix}Data.ControlDevice);
}

#endif
