// A context is looked for in IRP_MJ_NETWORK_QUERY_OPEN, whose file object lies on a stack.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreQueryOpen(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *context = NULL;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
#if BROKEN
    if (NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                       (PFLT_CONTEXT *)&context))) {
        FltReleaseContext(context);
    }
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
#else
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(context);
    return FLT_PREOP_DISALLOW_FASTIO;
#endif
}

MINIFILTER({IRP_MJ_NETWORK_QUERY_OPEN, 0, PreQueryOpen, NULL})
