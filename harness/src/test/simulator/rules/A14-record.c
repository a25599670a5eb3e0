// A post-operation callback that drains leaves what its operation has brought along: nobody gives it back, for the operation
// goes on without the filter.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    ULONG *record = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *record, TAG);

    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    if (record == NULL) return FLT_PREOP_SUCCESS_NO_CALLBACK;
    *record = TAG;
    *CompletionContext = record;
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    ULONG *record = CompletionContext;

    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
#if BROKEN
    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)) return FLT_POSTOP_FINISHED_PROCESSING;
#else
    UNREFERENCED_PARAMETER(Flags);
#endif
    if (*record == TAG) ExFreePoolWithTag(record, TAG);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, PostCreate})
