// The kinds of contexts, and how each is linked to its object by FsRtl. The owner of all of them is
// the device extension, which is nobody else's (G4), and the instance the context itself, so that
// a removal takes off this one and no other (G21). Inserting sets both, and the FreeCallback (G3).

#include "${prefix}.h"
<#if fileContexts?filter(k -> k.object == "Stream")?has_content>

// A stream: what the file system's header for it says it supports, file by file (G1).
static
PVOID
${prefix}StreamAnchor(
    _In_ PFILE_OBJECT FileObject
    )
{
    return FsRtlSupportsPerStreamContexts(FileObject)
        ? FsRtlGetPerStreamContextPointer(FileObject)
        : NULL;
}

static
NTSTATUS
${prefix}InsertStreamContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    FsRtlInitPerStreamContext(
        &Context->Link.Stream, Context->Device, Context, ${prefix}FreeCallback);

    return FsRtlInsertPerStreamContext(Context->Anchor, &Context->Link.Stream);
}

static
P${upper}_CONTEXT_HEADER
${prefix}LookupStreamContext(
    _In_ PVOID Anchor,
    _In_ P${upper}_DEVICE_EXTENSION Owner
    )
{
    PFSRTL_ADVANCED_FCB_HEADER FcbHeader = Anchor;
    PFSRTL_PER_STREAM_CONTEXT Link = FsRtlLookupPerStreamContext(FcbHeader, Owner, NULL);

    return (Link != NULL) ? CONTAINING_RECORD(Link, ${upper}_CONTEXT_HEADER, Link.Stream) : NULL;
}

static
BOOLEAN
${prefix}RemoveStreamContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    return FsRtlRemovePerStreamContext(Context->Anchor, Context->Device, Context) != NULL;
}
</#if>
<#if fileContexts?filter(k -> k.object == "File")?has_content>

// A file, which all of its streams share (G15). File systems say of a paging file that its streams
// have no contexts; then the file has none either (G20).
static
PVOID
${prefix}FileAnchor(
    _In_ PFILE_OBJECT FileObject
    )
{
    return FsRtlSupportsPerStreamContexts(FileObject)
        ? FsRtlGetPerFileContextPointer(FileObject)
        : NULL;
}

static
NTSTATUS
${prefix}InsertFileContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    FsRtlInitPerFileContext(
        &Context->Link.File, Context->Device, Context, ${prefix}FreeCallback);

    return FsRtlInsertPerFileContext(Context->Anchor, &Context->Link.File);
}

static
P${upper}_CONTEXT_HEADER
${prefix}LookupFileContext(
    _In_ PVOID Anchor,
    _In_ P${upper}_DEVICE_EXTENSION Owner
    )
{
    PFSRTL_PER_FILE_CONTEXT Link = FsRtlLookupPerFileContext(Anchor, Owner, NULL);

    return (Link != NULL) ? CONTAINING_RECORD(Link, ${upper}_CONTEXT_HEADER, Link.File) : NULL;
}

static
BOOLEAN
${prefix}RemoveFileContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    return FsRtlRemovePerFileContext(Context->Anchor, Context->Device, Context) != NULL;
}
</#if>
<#if fileContexts?filter(k -> k.object == "FileObject")?has_content>

// An open handle: a file object, which has no FreeCallback; IRP_MJ_CLOSE takes it off (G16). Where
// streams have no contexts, handles have none: a pager's request must not come to the lock (G20).
static
PVOID
${prefix}FileObjectAnchor(
    _In_ PFILE_OBJECT FileObject
    )
{
    return FsRtlSupportsPerStreamContexts(FileObject) ? FileObject : NULL;
}

static
NTSTATUS
${prefix}InsertFileObjectContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    FsRtlInitPerFileObjectContext(&Context->Link.FileObject, Context->Device, Context);

    return FsRtlInsertPerFileObjectContext(Context->Anchor, &Context->Link.FileObject);
}

static
P${upper}_CONTEXT_HEADER
${prefix}LookupFileObjectContext(
    _In_ PVOID Anchor,
    _In_ P${upper}_DEVICE_EXTENSION Owner
    )
{
    PFSRTL_PER_FILEOBJECT_CONTEXT Link = FsRtlLookupPerFileObjectContext(Anchor, Owner, NULL);

    return (Link != NULL)
        ? CONTAINING_RECORD(Link, ${upper}_CONTEXT_HEADER, Link.FileObject)
        : NULL;
}

static
BOOLEAN
${prefix}RemoveFileObjectContext(
    _Inout_ P${upper}_CONTEXT_HEADER Context
    )
{
    return FsRtlRemovePerFileObjectContext(Context->Anchor, Context->Device, Context) != NULL;
}
</#if>
<#list fileContexts as kind>

const ${upper}_CONTEXT_KIND ${prefix}${kind.name}Kind = {
    .Size = sizeof(${kind.type}),
    .Tag = ${kind.tag},
<#if paged>
    .Paged = ${kind.paged?string("TRUE", "FALSE")},
</#if>
    .Initialize = ${kind.initialize},
    .Uninitialize = ${kind.uninitialize},
    .Anchor = ${prefix}${kind.object}Anchor,
    .Insert = ${prefix}Insert${kind.object}Context,
    .Lookup = ${prefix}Lookup${kind.object}Context,
    .Remove = ${prefix}Remove${kind.object}Context,
};
</#list>
