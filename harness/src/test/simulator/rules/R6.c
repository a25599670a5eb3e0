// An allocate callback without a free callback: what it allocated is freed by another routine.
#define CONTEXTS OwnContexts
#include "minifilter.h"

static PVOID FLTAPI Allocate(POOL_TYPE PoolType, SIZE_T Size, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(ContextType);
    return ExAllocatePoolWithTag(PoolType, Size, TAG);
}

__attribute__((unused)) static VOID FLTAPI Free(PVOID Pool, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(ContextType);
    ExFreePoolWithTag(Pool, TAG);
}

static const FLT_CONTEXT_REGISTRATION OwnContexts[] = {
#if BROKEN
    {FLT_STREAM_CONTEXT, 0, NULL, 16, TAG, Allocate, NULL, NULL},
#else
    {FLT_STREAM_CONTEXT, 0, NULL, 16, TAG, Allocate, Free, NULL},
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
