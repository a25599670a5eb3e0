// A context type with an allocate callback has a further entry: the registration fails.
#define CONTEXTS OwnContexts
#include "minifilter.h"

static PVOID FLTAPI Allocate(POOL_TYPE PoolType, SIZE_T Size, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(ContextType);
    return ExAllocatePoolWithTag(PoolType, Size, TAG);
}

static VOID FLTAPI Free(PVOID Pool, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(ContextType);
    ExFreePoolWithTag(Pool, TAG);
}

static const FLT_CONTEXT_REGISTRATION OwnContexts[] = {
    {FLT_STREAM_CONTEXT, 0, NULL, 16, TAG, Allocate, Free, NULL},
#if BROKEN
    {FLT_STREAM_CONTEXT, 0, NULL, 32, TAG, NULL, NULL, NULL},
#endif
    {FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL},
};

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
