// A draining post-operation callback asks for a safe place to complete in: it is called in one, and its operation has
// gone on without it.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI Safe(PFLT_CALLBACK_DATA Data,
                                              PCFLT_RELATED_OBJECTS FltObjects,
                                              PVOID CompletionContext,
                                              FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    UNREFERENCED_PARAMETER(Flags);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostWrite(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    FLT_POSTOP_CALLBACK_STATUS status = FLT_POSTOP_FINISHED_PROCESSING;

#if !BROKEN
    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)) return status;
#endif
    if (FLT_IS_IRP_OPERATION(Data)) {
        FltDoCompletionProcessingWhenSafe(Data, FltObjects, CompletionContext, Flags, Safe, &status);
    }
    return status;
}

MINIFILTER({IRP_MJ_WRITE, 0, NULL, PostWrite})
