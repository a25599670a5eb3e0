
_Use_decl_annotations_
VOID
${prefix}pReleaseContext(
    PFLT_CONTEXT Context
    )
{
    if (Context != NULL) {
        FltReleaseContext(Context);
    }

    // Filter Verifier finds the caller by the return address, so that the call above must not
    // become a jump (S28).
    KeMemoryBarrierWithoutFence();
}

_Use_decl_annotations_
VOID
FLTAPI
${prefix}CleanupContext(
    PFLT_CONTEXT Context,
    FLT_CONTEXT_TYPE ContextType
    )
{
    ULONG Kind;
<@c.pagedCode prefix + "CleanupContext"/>

    for (Kind = 0; Kind < ${prefix}NumberOfKinds; Kind += 1) {
        if (${prefix}pTraits[Kind].Type == ContextType) {
            ${prefix}pTraits[Kind].Uninitialize(Context);
            break;
        }
    }

    // Every type that is registered has its traits (R14).
    FLT_ASSERT(Kind < ${prefix}NumberOfKinds);
}
<#if carried?has_content>

_Use_decl_annotations_
P${upper}_COMPLETION
${prefix}pAllocateCompletion(
    VOID
    )
{
    P${upper}_COMPLETION Completion = ExAllocateFromNPagedLookasideList(&${prefix}Completions);

    if (Completion != NULL) {
        RtlZeroMemory(Completion, sizeof(*Completion));
    }

    return Completion;
}

_Use_decl_annotations_
VOID
${prefix}pFreeCompletion(
    P${upper}_COMPLETION Completion
    )
{
    ExFreeToNPagedLookasideList(&${prefix}Completions, Completion);
}
</#if>
