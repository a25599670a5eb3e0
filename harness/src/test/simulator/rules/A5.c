// A context of variable size is asked for with more than 65,535 bytes.
#define CONTEXTS OwnContexts
#include "minifilter.h"

static const FLT_CONTEXT_REGISTRATION OwnContexts[] = {
    {FLT_STREAM_CONTEXT, 0, NULL, FLT_VARIABLE_SIZED_CONTEXTS, TAG, NULL, NULL, NULL},
    {FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL},
};

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    PVOID context = NULL;

    UNREFERENCED_PARAMETER(FltObjects);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    FltAllocateContext(Filter, FLT_STREAM_CONTEXT, BROKEN ? 65536 : 65535, NonPagedPoolNx,
                       &context);
    if (context != NULL) FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
