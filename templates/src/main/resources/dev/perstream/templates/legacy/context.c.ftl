// Contexts on files. FsRtl neither counts references nor notices a second context of the same
// owner, so that each lookup with what follows from it is one step under the device's ContextLock
// (G6). The lock is never held across a release, which may run the clean-up of contexts (L9).
//
// Reads and writes of paging files do not come as far as the lock: file systems say of such files
// that their streams have no contexts, and all kinds go by that. So what is done under the lock may
// wait for the pager. None of this code is pageable.

#include "${prefix}.h"

// Makes a context with one reference, the caller's, that is attached to nothing.
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
${prefix}CreateContext(
    _In_ const ${upper}_CONTEXT_KIND *Kind,
    _In_ P${upper}_DEVICE_EXTENSION Extension,
    _In_ PVOID Anchor,
    _In_opt_ PCUNICODE_STRING Text,
    _Outptr_result_nullonfailure_ P${upper}_CONTEXT_HEADER *Context
    )
{
    SIZE_T Size = Kind->Size + ((Text != NULL) ? Text->Length : 0);
    P${upper}_CONTEXT_HEADER Header;
    NTSTATUS Status;

    *Context = NULL;
<#if paged>
    Header = Kind->Paged
        ? ${prefix}AllocatePaged(Size, Kind->Tag)
        : ${prefix}AllocateNonPaged(Size, Kind->Tag);
<#else>
    Header = ${prefix}AllocateNonPaged(Size, Kind->Tag);
</#if>

    if (Header == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    InitializeListHead(&Header->DeviceLinks);
    Header->Anchor = Anchor;
    Header->Device = Extension;
    Header->Kind = Kind;
    Header->References = 1;
    ${prefix}ReferenceDevice(Extension);

    Status = Kind->Initialize(Header, Text);

    if (NT_SUCCESS(Status)) {
        *Context = Header;
    } else {
        ${prefix}ReleaseContext(Header);
    }

    return Status;
}

// Attaches a new context, unless its object has one, which is then returned with a reference. The
// file system owns what is attached, by a reference of its own (G7).
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
${prefix}AttachContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context,
    _Outptr_result_maybenull_ P${upper}_CONTEXT_HEADER *Existing
    )
{
    P${upper}_DEVICE_EXTENSION Extension = Context->Device;
    NTSTATUS Status = STATUS_SUCCESS;

    ExAcquireFastMutex(&Extension->ContextLock);

    *Existing = Context->Kind->Lookup(Context->Anchor, Extension);

    if (*Existing != NULL) {
        ${prefix}ReferenceContext(*Existing);
    } else if (Extension->Detached) {
        Status = STATUS_DELETE_PENDING;
    } else {
        Status = Context->Kind->Insert(Context);
    }

    if (*Existing == NULL && NT_SUCCESS(Status)) {
        Context->Attached = TRUE;
        ${prefix}ReferenceContext(Context);
        InsertTailList(&Extension->Contexts, &Context->DeviceLinks);
    }

    ExReleaseFastMutex(&Extension->ContextLock);

    return Status;
}

// Takes a context off its object, with the ContextLock held. If it returns TRUE, the reference of
// the attachment has become the caller's.
//
// While Attached is set, the FreeCallback has not returned, for it needs the lock to clear it. So
// the anchor is still there, even if the file system is about to tear it down.
_Must_inspect_result_
_IRQL_requires_(APC_LEVEL)
static
BOOLEAN
${prefix}DetachContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    if (!Context->Attached || !Context->Kind->Remove(Context)) {

        // Detached by somebody else, or by the file system, whose FreeCallback is on its way (G9).
        return FALSE;
    }

    Context->Attached = FALSE;
    RemoveEntryList(&Context->DeviceLinks);

    return TRUE;
}

_Use_decl_annotations_
PVOID
${prefix}GetContext(
    const ${upper}_CONTEXT_KIND *Kind,
    PDEVICE_OBJECT DeviceObject,
    PFILE_OBJECT FileObject
    )
{
    P${upper}_DEVICE_EXTENSION Extension = DeviceObject->DeviceExtension;
    PVOID Anchor = (FileObject != NULL) ? Kind->Anchor(FileObject) : NULL;
    P${upper}_CONTEXT_HEADER Context;

    if (Anchor == NULL) {
        return NULL;
    }

    ExAcquireFastMutex(&Extension->ContextLock);

    Context = Kind->Lookup(Anchor, Extension);

    if (Context != NULL) {
        ${prefix}ReferenceContext(Context);
    }

    ExReleaseFastMutex(&Extension->ContextLock);

    return Context;
}

_Use_decl_annotations_
NTSTATUS
${prefix}FindOrCreateContext(
    const ${upper}_CONTEXT_KIND *Kind,
    PDEVICE_OBJECT DeviceObject,
    PFILE_OBJECT FileObject,
    PCUNICODE_STRING Text,
    PVOID *Context
    )
{
    PVOID Anchor = (FileObject != NULL) ? Kind->Anchor(FileObject) : NULL;
    P${upper}_CONTEXT_HEADER Existing = NULL;
    P${upper}_CONTEXT_HEADER Created;
    NTSTATUS Status;

    *Context = ${prefix}GetContext(Kind, DeviceObject, FileObject);

    if (*Context != NULL) {
        return STATUS_SUCCESS;
    }

    // For a volume that is opened as a whole, the file system's header is not a file's. What it
    // opens for itself, no create has shown (F9).
    if (Anchor == NULL || FlagOn(FileObject->Flags, FO_VOLUME_OPEN | FO_STREAM_FILE)) {
        return STATUS_NOT_SUPPORTED;
    }

    Status = ${prefix}CreateContext(Kind, DeviceObject->DeviceExtension, Anchor, Text, &Created);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = ${prefix}AttachContext(Created, &Existing);

    if (NT_SUCCESS(Status) && Existing == NULL) {
        *Context = Created;
    } else {

        // Another came first, or the file system would not have it; it is nobody's but ours (G5).
        *Context = Existing;
        ${prefix}ReleaseContext(Created);
    }

    return Status;
}

_Use_decl_annotations_
VOID
${prefix}RemoveContext(
    P${upper}_CONTEXT_HEADER Context
    )
{
    P${upper}_DEVICE_EXTENSION Extension = Context->Device;
    BOOLEAN Detached;

    ExAcquireFastMutex(&Extension->ContextLock);
    Detached = ${prefix}DetachContext(Context);
    ExReleaseFastMutex(&Extension->ContextLock);

    if (Detached) {
        ${prefix}ReleaseContext(Context);
    }
}

// Those that stay in the list are left to the FreeCallbacks that are on their way (G13).
_Use_decl_annotations_
VOID
${prefix}RemoveAllContexts(
    P${upper}_DEVICE_EXTENSION Extension
    )
{
    P${upper}_CONTEXT_HEADER Context;
    LIST_ENTRY Detached;
    PLIST_ENTRY Entry;
    PLIST_ENTRY Next;

    InitializeListHead(&Detached);

    ExAcquireFastMutex(&Extension->ContextLock);

    Extension->Detached = TRUE;

    for (Entry = Extension->Contexts.Flink; Entry != &Extension->Contexts; Entry = Next) {

        Next = Entry->Flink;
        Context = CONTAINING_RECORD(Entry, ${upper}_CONTEXT_HEADER, DeviceLinks);

        if (${prefix}DetachContext(Context)) {
            InsertTailList(&Detached, &Context->DeviceLinks);
        }
    }

    ExReleaseFastMutex(&Extension->ContextLock);

    while (!IsListEmpty(&Detached)) {
        Entry = RemoveHeadList(&Detached);
        ${prefix}ReleaseContext(CONTAINING_RECORD(Entry, ${upper}_CONTEXT_HEADER, DeviceLinks));
    }
}

// The file system has torn down the object and taken the context off it. The file object is gone,
// and the file system must not be called (G11).
_Use_decl_annotations_
VOID
NTAPI
${prefix}FreeCallback(
    PVOID Buffer
    )
{
    P${upper}_CONTEXT_HEADER Context = CONTAINING_RECORD(Buffer, ${upper}_CONTEXT_HEADER, Link);
    P${upper}_DEVICE_EXTENSION Extension = Context->Device;

    ExAcquireFastMutex(&Extension->ContextLock);
    Context->Attached = FALSE;
    RemoveEntryList(&Context->DeviceLinks);
    ExReleaseFastMutex(&Extension->ContextLock);

    ${prefix}ReleaseContext(Context);
}
