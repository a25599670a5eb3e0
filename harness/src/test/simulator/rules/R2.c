// Four fixed sizes for one context type: three are allowed, and the registration fails.
#define CONTEXTS OwnContexts
#include "minifilter.h"

static const FLT_CONTEXT_REGISTRATION OwnContexts[] = {
    {FLT_STREAM_CONTEXT, 0, NULL, 16, TAG, NULL, NULL, NULL},
    {FLT_STREAM_CONTEXT, 0, NULL, 32, TAG, NULL, NULL, NULL},
    {FLT_STREAM_CONTEXT, 0, NULL, 48, TAG, NULL, NULL, NULL},
#if BROKEN
    {FLT_STREAM_CONTEXT, 0, NULL, 64, TAG, NULL, NULL, NULL},
#else
    {FLT_STREAM_CONTEXT, 0, NULL, FLT_VARIABLE_SIZED_CONTEXTS, TAG, NULL, NULL, NULL},
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
