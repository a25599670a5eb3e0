// The filter's devices: one above each file system's control device, to see volumes being mounted,
// and one above each volume.

#pragma once

typedef enum _${upper}_DEVICE_ROLE {

    ${prefix}ControlDevice,     // the filter's own, above nothing
    ${prefix}FileSystemDevice,  // above a file system's control device
    ${prefix}VolumeDevice       // above a volume, or above a network file system's one device

} ${upper}_DEVICE_ROLE;

struct _${upper}_DEVICE_EXTENSION {

    ${upper}_DEVICE_ROLE Role;

    // What the device is attached to; the I/O manager sets it under its own lock (G23). It stays
    // when the device is detached, for the requests that are then still in it.
    PDEVICE_OBJECT AttachedToDeviceObject;

    PDEVICE_OBJECT DeviceObject;

    // Cleared by whoever detaches the device, so that nobody does it twice. The links are in the
    // list of attached devices while it is set; AttachLock guards both.
    BOOLEAN Attached;
    LIST_ENTRY AttachedLinks;

    // One for the attachment and one for each context, which the extension must outlive (G14).
    volatile LONG References;

    // For what cannot be freed at DISPATCH_LEVEL. Never queued twice.
    PIO_WORKITEM WorkItem;

    // What the names of the volume's files begin with.
    POBJECT_NAME_INFORMATION VolumeName;
<#if fileContexts?has_content>

    // Makes one step of what FsRtl answers and what is done about it (G6).
    FAST_MUTEX ContextLock;

    // The attached contexts, and whether no further one may be; guarded by ContextLock.
    LIST_ENTRY Contexts;
    BOOLEAN Detached;

    // The contexts whose last reference went at DISPATCH_LEVEL; guarded by DeadLock.
    LIST_ENTRY Dead;
    KSPIN_LOCK DeadLock;
</#if>
<#list instances as instance>

    // The instance's context. It must be last, as a text may lie behind it.
    ${instance.type} ${instance.name};
</#list>

};

// Makes a device that looks like the one it is to be attached to, but has no name (G23). It has one
// reference, the caller's.
_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
${prefix}CreateDevice(
    _In_ PDEVICE_OBJECT TargetDevice,
    _In_ PDEVICE_OBJECT NamedDevice,
    _In_ ${upper}_DEVICE_ROLE Role,
    _Outptr_result_nullonfailure_ P${upper}_DEVICE_EXTENSION *Extension
    );

// Attaches a new device, unless one of the filter's is in the stack.
//
// TargetDevice - The file system's control device or the volume's device.
// NamedDevice - The device that the volume's files are named after.
// Role - What the device is for.
_Must_inspect_result_
_IRQL_requires_(PASSIVE_LEVEL)
NTSTATUS
${prefix}AttachDevice(
    _In_ PDEVICE_OBJECT TargetDevice,
    _In_ PDEVICE_OBJECT NamedDevice,
    _In_ ${upper}_DEVICE_ROLE Role
    );

// Detaches a device that is attached. Its memory goes when the last context has gone (G14).
_IRQL_requires_(PASSIVE_LEVEL)
VOID
${prefix}DetachDevice(
    _In_ PDEVICE_OBJECT DeviceObject
    );

// The filter's device in a stack, referenced, or NULL.
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
PDEVICE_OBJECT
${prefix}FindAttachedDevice(
    _In_ PDEVICE_OBJECT DeviceObject
    );

// The devices of a driver, each referenced, in an array to be freed with ${upper}_TAG; NULL and no
// devices if there is no memory.
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
PDEVICE_OBJECT *
${prefix}ListDevices(
    _In_ PDRIVER_OBJECT DriverObject,
    _Out_ PULONG Count
    );

<#if uses.shutdown>
// Calls a routine for each volume of a file system whose control device gets a request, or for the
// device itself if it is a volume's.
_IRQL_requires_(PASSIVE_LEVEL)
VOID
${prefix}ForEachVolume(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP Irp,
    _In_ VOID (*Routine)(PDEVICE_OBJECT DeviceObject, PIRP Irp)
    );

</#if>
#if DBG
// Detaches every device that is attached, and lets no further one be.
_IRQL_requires_(PASSIVE_LEVEL)
VOID
${prefix}DetachAllDevices(
    VOID
    );
#endif

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
${prefix}ReferenceDevice(
    _Inout_ P${upper}_DEVICE_EXTENSION Extension
    );

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
${prefix}ReleaseDevice(
    _Inout_ P${upper}_DEVICE_EXTENSION Extension
    );

_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
${upper}_DEVICE_ROLE
${prefix}Role(
    _In_ PDEVICE_OBJECT DeviceObject
    )
{
    return ((P${upper}_DEVICE_EXTENSION)DeviceObject->DeviceExtension)->Role;
}

// What one of the filter's devices is attached to; NULL for the control device.
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
PDEVICE_OBJECT
${prefix}LowerDevice(
    _In_ PDEVICE_OBJECT DeviceObject
    )
{
    return ((P${upper}_DEVICE_EXTENSION)DeviceObject->DeviceExtension)->AttachedToDeviceObject;
}
