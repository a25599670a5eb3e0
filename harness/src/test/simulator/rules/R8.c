// A context of more than 65,535 bytes: the registration fails.
#define CONTEXTS OwnContexts
#include "minifilter.h"

static const FLT_CONTEXT_REGISTRATION OwnContexts[] = {
#if BROKEN
    {FLT_STREAM_CONTEXT, 0, NULL, 65536, TAG, NULL, NULL, NULL},
#else
    {FLT_STREAM_CONTEXT, 0, NULL, 65535, TAG, NULL, NULL, NULL},
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
