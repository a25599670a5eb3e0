// What all contexts on files have in common: the link to the object, the references, and the way
// back to the device. What ${prefix}Helpers.h has for each context is a typed front of this.

#pragma once

typedef struct _${upper}_CONTEXT_KIND ${upper}_CONTEXT_KIND;

// The first member of a context. References counts one for each holder, and one more while the
// context is attached to its object. Whoever detaches it has that one to release: the FreeCallback
// or whoever was given the context by a remove routine of FsRtl, and never both (G9).
typedef struct _${upper}_CONTEXT_HEADER {

    union {
        FSRTL_PER_STREAM_CONTEXT Stream;
        FSRTL_PER_FILE_CONTEXT File;
        FSRTL_PER_FILEOBJECT_CONTEXT FileObject;
    } Link;

    // In the device's list of attached contexts, or of dead ones.
    LIST_ENTRY DeviceLinks;

    // What FsRtl keeps the list of; there as long as the context is attached.
    PVOID Anchor;

    // Referenced, so that it outlives the context (G14).
    P${upper}_DEVICE_EXTENSION Device;

    const ${upper}_CONTEXT_KIND *Kind;
    volatile LONG References;

    // Guarded by the device's ContextLock.
    LONG Attached;

} ${upper}_CONTEXT_HEADER, *P${upper}_CONTEXT_HEADER;

// How a kind of context is made, and how FsRtl links it to its object.
struct _${upper}_CONTEXT_KIND {

    SIZE_T Size;
    ULONG Tag;
<#if paged>
    BOOLEAN Paged;
</#if>
    NTSTATUS (*Initialize)(PVOID Context, PCUNICODE_STRING Text);
    VOID (*Uninitialize)(PVOID Context);

    // What stands for a file object's stream, file or handle; NULL if it can have no context.
    PVOID (*Anchor)(PFILE_OBJECT FileObject);

    NTSTATUS (*Insert)(P${upper}_CONTEXT_HEADER Context);
    P${upper}_CONTEXT_HEADER (*Lookup)(PVOID Anchor, P${upper}_DEVICE_EXTENSION Owner);
    BOOLEAN (*Remove)(P${upper}_CONTEXT_HEADER Context);

};

<#list fileContexts as kind>
extern const ${upper}_CONTEXT_KIND ${prefix}${kind.name}Kind;
</#list>

// The context of a file object's stream, file or handle, with a reference for the caller, or NULL.
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
PVOID
${prefix}GetContext(
    _In_ const ${upper}_CONTEXT_KIND *Kind,
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PFILE_OBJECT FileObject
    );

// The same, but creates a context where there is none. Of two threads that do so at once, one finds
// the other's. Only for open files (G2).
//
// Text - What lies behind the structure, for kinds of variable size.
// Context - NULL only if the return value is not a success.
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
${prefix}FindOrCreateContext(
    _In_ const ${upper}_CONTEXT_KIND *Kind,
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PFILE_OBJECT FileObject,
    _In_opt_ PCUNICODE_STRING Text,
    _Outptr_result_maybenull_ PVOID *Context
    );

// Takes a context off its object, if it is on it. The caller's reference stays the caller's.
_IRQL_requires_max_(APC_LEVEL)
VOID
${prefix}RemoveContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    );

// Takes all of a device's contexts off their objects, and lets no further one be attached.
_IRQL_requires_max_(APC_LEVEL)
VOID
${prefix}RemoveAllContexts(
    _Inout_ P${upper}_DEVICE_EXTENSION Extension
    );

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
${prefix}ReferenceContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    );

// Drops a reference; the last one frees the context.
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
${prefix}ReleaseContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    );

// What file systems call when they tear down a stream or file.
_IRQL_requires_max_(APC_LEVEL)
VOID
NTAPI
${prefix}FreeCallback(
    _In_ PVOID Buffer
    );
