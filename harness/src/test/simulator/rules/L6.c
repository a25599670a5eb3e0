// FltDoCompletionProcessingWhenSafe is used for an operation that is no IRP: there is nothing that could be posted.
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

    if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)) return status;
#if !BROKEN
    if (!FLT_IS_IRP_OPERATION(Data)) return status;
#endif
    FltDoCompletionProcessingWhenSafe(Data, FltObjects, CompletionContext, Flags, Safe, &status);
    return status;
}

MINIFILTER({IRP_MJ_WRITE, 0, NULL, PostWrite})
