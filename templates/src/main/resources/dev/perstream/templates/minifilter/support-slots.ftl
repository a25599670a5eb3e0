
// Asks the Filter Manager for the context that is attached. Reads and writes do so, too, and with
// them the pager: neither this nor what else they call is pageable (L21).
_Use_decl_annotations_
NTSTATUS
${prefix}pGetContext(
    ${upper}_CONTEXT_KIND Kind,
    PCFLT_RELATED_OBJECTS FltObjects,
    PFLT_CONTEXT *Context
    )
{
    NTSTATUS Status = STATUS_NOT_SUPPORTED;

    // The documentation does not say what STATUS_NOT_SUPPORTED leaves here (S27).
    *Context = NULL;
<#if checksObject>

    if (!${prefix}pHasObject(${prefix}pTraits[Kind].Type, FltObjects)) {
        return STATUS_NOT_SUPPORTED;
    }
</#if>

    switch (${prefix}pTraits[Kind].Type) {
<#list contexts as context>

    case ${context.type}:
        Status = FltGet${context.routine}(${context.lookupKey}, Context);
        break;
</#list>
    }

    if (!NT_SUCCESS(Status)) {
        *Context = NULL;
    }

    return Status;
}
<#if attachable>

// Attaches a context. If one is there already, the outcome is that of the Filter Manager, and
// OldContext is a reference that the caller releases.
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
${prefix}pSetContext(
    _In_ FLT_CONTEXT_TYPE Type,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ FLT_SET_CONTEXT_OPERATION Operation,
    _In_ PFLT_CONTEXT NewContext,
    _Outptr_result_maybenull_ PFLT_CONTEXT *OldContext
    )
{
    NTSTATUS Status = STATUS_NOT_SUPPORTED;

    *OldContext = NULL;

    switch (Type) {
<#list contexts as context>
<#if context.attachable>

    case ${context.type}:
        Status = FltSet${context.routine}(
<#list context.attachKeys as key>
            ${key},
</#list>
            Operation,
            NewContext,
            OldContext);
        break;
</#if>
</#list>
    }

    // A context is attached once and then left to the Filter Manager (S6).
    FLT_ASSERT(Status != STATUS_FLT_CONTEXT_ALREADY_LINKED);

    return Status;
}

// The reference of the attachment goes with it; who comes second finds nothing (S16, S18).
_Use_decl_annotations_
VOID
${prefix}pRemoveContext(
    ${upper}_CONTEXT_KIND Kind,
    PCFLT_RELATED_OBJECTS FltObjects
    )
{
    PAGED_CODE();
<#if checksObject>

    if (!${prefix}pHasObject(${prefix}pTraits[Kind].Type, FltObjects)) {
        return;
    }
</#if>

    switch (${prefix}pTraits[Kind].Type) {
<#list contexts as context>
<#if context.attachable>

    case ${context.type}:
        (VOID)FltDelete${context.routine}(${context.lookupKey}, NULL);
        break;
</#if>
</#list>
    }
}
</#if>
