// The allocate callback takes its own size, not the one that it is asked for, which has room for
// the Filter Manager.
#define CONTEXTS OwnContexts
#include "minifilter.h"

static PVOID FLTAPI Allocate(POOL_TYPE PoolType, SIZE_T Size, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(ContextType);
#if BROKEN
    UNREFERENCED_PARAMETER(Size);
    return ExAllocatePoolWithTag(PoolType, sizeof(CONTEXT), TAG);
#else
    return ExAllocatePoolWithTag(PoolType, Size, TAG);
#endif
}

static VOID FLTAPI Free(PVOID Pool, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(ContextType);
    ExFreePoolWithTag(Pool, TAG);
}

static const FLT_CONTEXT_REGISTRATION OwnContexts[] = {
    {FLT_STREAM_CONTEXT, 0, NULL, 0, 0, Allocate, Free, NULL},
    {FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL},
};

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = StreamContext(FltObjects);
    if (context != NULL) FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
