// The filter's only way to the pool. Memory comes zeroed (A7), and none of it is executable (A12).

#pragma once

_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
PVOID
${prefix}AllocateNonPaged(
    _In_ SIZE_T Size,
    _In_ ULONG Tag
    )
{
<#if pool2>
    return ExAllocatePool2(POOL_FLAG_NON_PAGED, Size, Tag);
<#else>
    return ExAllocatePoolZero(${nonPagedType}, Size, Tag);
</#if>
}

_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
PVOID
${prefix}AllocatePaged(
    _In_ SIZE_T Size,
    _In_ ULONG Tag
    )
{
<#if pool2>
    return ExAllocatePool2(POOL_FLAG_PAGED, Size, Tag);
<#else>
    return ExAllocatePoolZero(PagedPool, Size, Tag);
</#if>
}

// For what may be NULL; ExFreePoolWithTag takes nothing of the kind.
_IRQL_requires_max_(DISPATCH_LEVEL)
FORCEINLINE
VOID
${prefix}Free(
    _In_opt_ PVOID Memory,
    _In_ ULONG Tag
    )
{
    if (Memory != NULL) {
        ExFreePoolWithTag(Memory, Tag);
    }
}
