// A context is allocated with POOL_FLAG_NON_PAGED, which is no pool type.
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
    FltAllocateContext(Filter, FLT_STREAM_CONTEXT, sizeof(CONTEXT),
                       BROKEN ? (POOL_TYPE)0x40 : NonPagedPoolNx, &context);
    if (context != NULL) FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
