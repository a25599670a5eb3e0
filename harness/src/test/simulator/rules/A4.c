// A context is allocated with a size that was not registered: the allocation fails.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    PVOID context = NULL;

    UNREFERENCED_PARAMETER(FltObjects);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    FltAllocateContext(Filter, FLT_STREAM_CONTEXT, sizeof(CONTEXT) + (BROKEN ? 8 : 0),
                       NonPagedPoolNx,
                       &context);
    if (context != NULL) FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
