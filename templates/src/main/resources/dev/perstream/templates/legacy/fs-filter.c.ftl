// The callbacks that stand in for the six obsolete fast I/O entries about acquiring and releasing
// files (G22). They let every operation pass.

#include "${prefix}.h"

_Function_class_(FS_FILTER_CALLBACK)
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
NTAPI
${prefix}PreFsFilterOperation(
    _In_ PFS_FILTER_CALLBACK_DATA Data,
    _Out_ PVOID *CompletionContext
    )
{
    UNREFERENCED_PARAMETER(Data);

    *CompletionContext = NULL;

    return STATUS_SUCCESS;
}

_Function_class_(FS_FILTER_COMPLETION_CALLBACK)
_IRQL_requires_max_(APC_LEVEL)
static
VOID
NTAPI
${prefix}PostFsFilterOperation(
    _In_ PFS_FILTER_CALLBACK_DATA Data,
    _In_ NTSTATUS OperationStatus,
    _In_opt_ PVOID CompletionContext
    )
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(OperationStatus);
    UNREFERENCED_PARAMETER(CompletionContext);
}

FS_FILTER_CALLBACKS ${prefix}FsFilterCallbacks = {
    .SizeOfFsFilterCallbacks = sizeof(FS_FILTER_CALLBACKS),
    .PreAcquireForSectionSynchronization = ${prefix}PreFsFilterOperation,
    .PostAcquireForSectionSynchronization = ${prefix}PostFsFilterOperation,
    .PreReleaseForSectionSynchronization = ${prefix}PreFsFilterOperation,
    .PostReleaseForSectionSynchronization = ${prefix}PostFsFilterOperation,
    .PreAcquireForCcFlush = ${prefix}PreFsFilterOperation,
    .PostAcquireForCcFlush = ${prefix}PostFsFilterOperation,
    .PreReleaseForCcFlush = ${prefix}PreFsFilterOperation,
    .PostReleaseForCcFlush = ${prefix}PostFsFilterOperation,
    .PreAcquireForModifiedPageWriter = ${prefix}PreFsFilterOperation,
    .PostAcquireForModifiedPageWriter = ${prefix}PostFsFilterOperation,
    .PreReleaseForModifiedPageWriter = ${prefix}PreFsFilterOperation,
    .PostReleaseForModifiedPageWriter = ${prefix}PostFsFilterOperation,
};
