// What becomes of requests in the filter.

#pragma once

// For each major function that the filter does nothing about, and for its control device (G25).
DRIVER_DISPATCH ${prefix}PassThrough;

// Attaches to volumes as they are mounted.
_Dispatch_type_(IRP_MJ_FILE_SYSTEM_CONTROL)
DRIVER_DISPATCH ${prefix}FollowMounts;
<#list dispatches as dispatch>

_Dispatch_type_(${dispatch.major})
DRIVER_DISPATCH ${dispatch.routine};
</#list>
<#if uses.setup>

// What is done when a volume has been attached to.
_IRQL_requires_(PASSIVE_LEVEL)
VOID
${prefix}Setup(
    _In_ PDEVICE_OBJECT DeviceObject
    );
</#if>
<#if uses.teardown>

// What is done before a volume is detached from.
_IRQL_requires_(PASSIVE_LEVEL)
VOID
${prefix}Teardown(
    _In_ PDEVICE_OBJECT DeviceObject
    );
</#if>
<#list fastTracks as track>

// Runs the statements after the file system has done the work by fast I/O.
_IRQL_requires_max_(APC_LEVEL)
VOID
${track.name}(
<#list track.parameters as parameter>
    ${parameter}<#sep>,</#sep>
</#list>
    );
</#list>

// Sends a request down and waits until those below are done with it. It is then the caller's to
// complete, with ${prefix}Complete (G19).
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
${prefix}ForwardAndWait(
    _In_ PDEVICE_OBJECT LowerDevice,
    _Inout_ PIRP Irp
    );

// The same for a request whose next stack location is filled in.
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
${prefix}SendAndWait(
    _In_ PDEVICE_OBJECT LowerDevice,
    _Inout_ PIRP Irp
    );

// Completes a request with the status that it has.
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
${prefix}Complete(
    _Inout_ PIRP Irp
    );
<#if carried?has_content>

// Contexts on their way to a completion routine; each has a reference, or is NULL.
typedef struct _${upper}_CARRIER {

<#list carried as context>
    ${context};
</#list>

} ${upper}_CARRIER, *P${upper}_CARRIER;
</#if>
<#if uses.opens>

// Whether a create has opened a file. Before that, and after a reparse, FsContext says nothing
// (G2); a volume that is opened as a whole is no file (F9).
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
BOOLEAN
${prefix}HasOpened(
    _In_ PIRP Irp
    )
{
    PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    return NT_SUCCESS(Irp->IoStatus.Status) &&
        Irp->IoStatus.Status != STATUS_REPARSE &&
        !FlagOn(FileObject->Flags, FO_VOLUME_OPEN);
}
</#if>
<#if uses.closes>

// The file object of a cleanup or close, or NULL for one that the file system has made for itself:
// nobody has opened that, no create has shown it, and its end is not that of an open file (F9).
_Ret_maybenull_
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
PFILE_OBJECT
${prefix}OpenedFileObject(
    _In_ PIRP Irp
    )
{
    PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    return FlagOn(FileObject->Flags, FO_STREAM_FILE) ? NULL : FileObject;
}
</#if>
<#if uses.created>

_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
BOOLEAN
${prefix}HasCreated(
    _In_ PIRP Irp
    )
{
    return NT_SUCCESS(Irp->IoStatus.Status) && Irp->IoStatus.Information == FILE_CREATED;
}
</#if>
<#if uses.pagingFiles>

// Paging files have no contexts, and nothing that could wait for them may stand in their way (F1).
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
BOOLEAN
${prefix}OpensPagingFile(
    _In_ PIRP Irp
    )
{
    return BooleanFlagOn(IoGetCurrentIrpStackLocation(Irp)->Flags, SL_OPEN_PAGING_FILE);
}
</#if>
<#if uses.cancels>

// Takes a successful open back, which then fails with a status (L8).
_IRQL_requires_(PASSIVE_LEVEL)
VOID
${prefix}CancelOpen(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP Irp,
    _In_ NTSTATUS Status
    );
</#if>
<#if uses.fileSystemControl && uses.controlCode>

// Whether a file system control has a control code, and is not about mounting.
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
BOOLEAN
${prefix}HasControlCode(
    _In_ PIRP Irp
    )
{
    UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;

    return Minor == IRP_MN_USER_FS_REQUEST || Minor == IRP_MN_KERNEL_CALL;
}
</#if>
<#if uses.threads>

// The thread that asked, or zero if none is known.
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
HANDLE
${prefix}RequestorThread(
    _In_ PIRP Irp
    )
{
    PETHREAD Thread = Irp->Tail.Overlay.Thread;

    return (Thread != NULL) ? PsGetThreadId(Thread) : NULL;
}
</#if>
<#if uses.volumeName>

// The name of the device that a volume is on.
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
PCUNICODE_STRING
${prefix}VolumeName(
    _In_ PDEVICE_OBJECT DeviceObject
    )
{
    return &((P${upper}_DEVICE_EXTENSION)DeviceObject->DeviceExtension)->VolumeName->Name;
}
</#if>
