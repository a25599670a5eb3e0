// Requests that pass, and requests that are waited for.

#include "${prefix}.h"
<#if uses.cancels>

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}CancelOpen)
#endif
</#if>

// Leaves the request to the thread that waits for it. That thread completes it, so that it is not
// marked pending here (G19).
static IO_COMPLETION_ROUTINE ${prefix}SignalCompletion;

_Use_decl_annotations_
static
NTSTATUS
NTAPI
${prefix}SignalCompletion(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PVOID Context
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    (VOID)KeSetEvent(Context, IO_NO_INCREMENT, FALSE);

    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The control device can be opened and closed, and has nothing else to offer.
_IRQL_requires_max_(DISPATCH_LEVEL)
static
NTSTATUS
${prefix}Control(
    _Inout_ PIRP Irp
    )
{
    switch (IoGetCurrentIrpStackLocation(Irp)->MajorFunction) {

    case IRP_MJ_CREATE:
    case IRP_MJ_CLEANUP:
    case IRP_MJ_CLOSE:

        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    default:

        Irp->IoStatus.Status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    Irp->IoStatus.Information = 0;

    return ${prefix}Complete(Irp);
}

_Use_decl_annotations_
NTSTATUS
NTAPI
${prefix}PassThrough(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    if (${prefix}Role(DeviceObject) == ${prefix}ControlDevice) {
        return ${prefix}Control(Irp);
    }

    IoSkipCurrentIrpStackLocation(Irp);

    return IoCallDriver(${prefix}LowerDevice(DeviceObject), Irp);
}

_Use_decl_annotations_
NTSTATUS
${prefix}ForwardAndWait(
    PDEVICE_OBJECT LowerDevice,
    PIRP Irp
    )
{
    IoCopyCurrentIrpStackLocationToNext(Irp);

    return ${prefix}SendAndWait(LowerDevice, Irp);
}

_Use_decl_annotations_
NTSTATUS
${prefix}SendAndWait(
    PDEVICE_OBJECT LowerDevice,
    PIRP Irp
    )
{
    KEVENT Done;

    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, ${prefix}SignalCompletion, &Done, TRUE, TRUE, TRUE);

    if (IoCallDriver(LowerDevice, Irp) == STATUS_PENDING) {
        (VOID)KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
    }

    return Irp->IoStatus.Status;
}

_Use_decl_annotations_
NTSTATUS
${prefix}Complete(
    PIRP Irp
    )
{
    NTSTATUS Status = Irp->IoStatus.Status;

    IoCompleteRequest(Irp, IO_NO_INCREMENT);

    return Status;
}
<#if uses.cancels>

_Use_decl_annotations_
VOID
${prefix}CancelOpen(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    NTSTATUS Status
    )
{
    PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;
<#list fileContexts?filter(k -> k.object == "FileObject") as handle>
    ${handle.pointer} ${handle.name} = ${prefix}Get${handle.name}(DeviceObject, FileObject);
</#list>

    PAGED_CODE();
<#list fileContexts?filter(k -> k.object == "FileObject") as handle>

    // The close that is sent begins below the filter, which never sees it (G16).
    if (${handle.name} != NULL) {
        ${prefix}Remove${handle.name}(${handle.name});
        ${prefix}Release${handle.name}(${handle.name});
    }

</#list>
    IoCancelFileOpen(${prefix}LowerDevice(DeviceObject), FileObject);
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
}
</#if>
