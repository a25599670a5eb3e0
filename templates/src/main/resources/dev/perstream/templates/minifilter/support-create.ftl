<#macro allocate indent>FltAllocateContext(
${indent}    ${prefix}Filter,
${indent}    Traits->Type,
${indent}    <#if text>Size<#else>Traits->Size</#if>,
<#if allPaged>
${indent}    PagedPool,
<#elseif paged>
${indent}    Traits->Paged ? PagedPool : ${nonPagedType},
<#else>
${indent}    ${nonPagedType},
</#if>
${indent}    Context);<#rt>
</#macro>
<#if ofFile>

// Whether a file may have contexts: none is kept for the open of a volume or the file system's own
// streams (F9), and none can be for a paging file (F1).
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}pMayHaveContexts(
    _In_ FLT_CONTEXT_TYPE Type,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
    if (!${prefix}pHasObject(Type, FltObjects)) {
        return FALSE;
    }

    return !FlagOn(Type, ${upper}_NEEDS_FILE_OBJECT) ||
        (!FlagOn(FltObjects->FileObject->Flags, FO_VOLUME_OPEN | FO_STREAM_FILE) &&
            !FsRtlIsPagingFile(FltObjects->FileObject));
}
</#if>
<#if probe>

// Whether the file system supports a kind, asked before memory is spent on it (F3).
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}pIsSupported(
    _In_ FLT_CONTEXT_TYPE Type,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
    switch (Type) {
<#list contexts as context>
<#if context.probe>

    case ${context.type}:
        return ${context.probeCall};
</#if>
</#list>

    default:
        return TRUE;
    }
}
</#if>

// Allocates a context and sets it up. The caller owns the only reference.
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
${prefix}pAllocateContext(
    _In_ const ${upper}_CONTEXT_TRAITS *Traits,
<#if text>
    _In_opt_ PCUNICODE_STRING Text,
</#if>
    _Outptr_result_maybenull_ PFLT_CONTEXT *Context
    )
{
<#if text>
    ULONG Size = Traits->Size;
</#if>
    NTSTATUS Status;

    *Context = NULL;

<#if text>
    // The sum of two USHORTs fits, but the Filter Manager takes no more than a USHORT can say (A5).
    Size += ${prefix}TextBytes(Text, Traits->TextChars);

    if (Size > MAXUSHORT) {
        return STATUS_INVALID_BUFFER_SIZE;
    }

</#if>
    Status = <@allocate "    "/>

    if (NT_SUCCESS(Status)) {
        // The memory may be that of an earlier context (A7). Zeroed, it can be cleaned up from here
        // on, however far its initialization comes (R13).
        RtlZeroMemory(*Context, <#if text>Size<#else>Traits->Size</#if>);
        Status = Traits->Initialize(*Context, <#if text>Text<#else>NULL</#if>);

        if (!NT_SUCCESS(Status)) {
            FltReleaseContext(*Context);
        }
    }

    if (!NT_SUCCESS(Status)) {
        *Context = NULL;
    }

    return Status;
}

// Makes a context that is not attached to anything yet.
<#if section>
_Use_decl_annotations_
NTSTATUS
${prefix}pCreateContext(
    ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    PFLT_CALLBACK_DATA Data,
</#if>
    PCFLT_RELATED_OBJECTS FltObjects,
    PFLT_CONTEXT *Context
    )
<#else>
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
${prefix}pCreateContext(
    _In_ ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    _In_opt_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ PFLT_CONTEXT *Context
    )
</#if>
{
    const ${upper}_CONTEXT_TRAITS *Traits = &${prefix}pTraits[Kind];
<#if text>
    PCUNICODE_STRING Text = NULL;
</#if>
<#if namedText>
    PFLT_FILE_NAME_INFORMATION NameInformation = NULL;
</#if>
<#if volumeText>
    UNICODE_STRING VolumeName = { 0 };
</#if>
<#if text>
    NTSTATUS Status;
</#if>
<@c.pagedCode prefix + "pCreateContext"/>

    *Context = NULL;
<#if checksObject>

    if (!${prefix}p<#if ofFile>MayHaveContexts<#else>HasObject</#if>(Traits->Type, FltObjects)) {
        return STATUS_NOT_SUPPORTED;
    }
</#if>
<#if probe>

    if (Traits->Probe && !${prefix}pIsSupported(Traits->Type, FltObjects)) {
        return STATUS_NOT_SUPPORTED;
    }
</#if>
<#if volumeText>

    if (FlagOn(Traits->Type, ${volumeTypes})) {
        if (NT_SUCCESS(${prefix}QueryVolumeName(FltObjects->Volume, &VolumeName))) {
            Text = &VolumeName;
        }
    }
</#if>
<#if namedText>

    if (Data != NULL && FlagOn(Traits->Type, ${namedTypes})) {
        if (NT_SUCCESS(${prefix}QueryName(Data, &NameInformation))) {
            Text = &NameInformation->Name;
        }
    }
</#if>

<#if text>
    Status = ${prefix}pAllocateContext(Traits, Text, Context);
<#else>
    return ${prefix}pAllocateContext(Traits, Context);
</#if>
<#if volumeText>

    ${prefix}FreeVolumeName(&VolumeName);
</#if>
<#if namedText>
<#if !volumeText>

</#if>
    ${prefix}ReleaseName(NameInformation);
</#if>
<#if text>

    return Status;
</#if>
}
<#if attachable>
<#include "support-attach.ftl">
</#if>
