
_Use_decl_annotations_
NTSTATUS
${prefix}pFindOrCreateContext(
    ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    PFLT_CALLBACK_DATA Data,
</#if>
    PCFLT_RELATED_OBJECTS FltObjects,
    PFLT_CONTEXT *Context
    )
{
    PFLT_CONTEXT NewContext;
    NTSTATUS Status;
<@c.pagedCode prefix + "pFindOrCreateContext"/>

    Status = ${prefix}pGetContext(Kind, FltObjects, Context);

    if (Status != STATUS_NOT_FOUND) {
        return Status;
    }

    Status = ${prefix}pCreateContext(Kind, <#if namedText>Data, </#if>FltObjects, &NewContext);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    // Other threads may have come this far for the same object. Only the attempt to attach tells
    // who was first (S26).
    Status = ${prefix}pSetContext(
        ${prefix}pTraits[Kind].Type,
        FltObjects,
        FLT_SET_CONTEXT_KEEP_IF_EXISTS,
        NewContext,
        Context);

    if (NT_SUCCESS(Status)) {
        // The attachment has a reference of its own; that of the allocation is the caller's.
        *Context = NewContext;
        return Status;
    }

    // Whether the race is lost (S3) or the filter is being unloaded (S8), nobody knows the new one.
    FltReleaseContext(NewContext);

    if (Status == STATUS_FLT_CONTEXT_ALREADY_DEFINED && *Context != NULL) {
        Status = STATUS_SUCCESS;
    }

    return Status;
}

_Use_decl_annotations_
NTSTATUS
${prefix}pReplaceContext(
    ${upper}_CONTEXT_KIND Kind,
<#if namedText>
    PFLT_CALLBACK_DATA Data,
</#if>
    PCFLT_RELATED_OBJECTS FltObjects,
    PFLT_CONTEXT *Context
    )
{
    PFLT_CONTEXT OldContext = NULL;
    NTSTATUS Status;

    PAGED_CODE();

    Status = ${prefix}pCreateContext(Kind, <#if namedText>Data, </#if>FltObjects, Context);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Status = ${prefix}pSetContext(
        ${prefix}pTraits[Kind].Type,
        FltObjects,
        FLT_SET_CONTEXT_REPLACE_IF_EXISTS,
        *Context,
        &OldContext);

    // The reference of the old attachment has become this routine's (S5).
    if (OldContext != NULL) {
        FltReleaseContext(OldContext);
    }

    if (!NT_SUCCESS(Status)) {
        FltReleaseContext(*Context);
        *Context = NULL;
    }

    return Status;
}
