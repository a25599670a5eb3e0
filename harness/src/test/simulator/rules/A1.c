// A context is allocated at DISPATCH_LEVEL.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    PVOID context;
    KIRQL irql;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    UNREFERENCED_PARAMETER(FltObjects);
#if BROKEN
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    context = NewContext(FLT_STREAM_CONTEXT);
    KeLowerIrql(irql);
#else
    UNREFERENCED_PARAMETER(irql);
    context = NewContext(FLT_STREAM_CONTEXT);
#endif
    if (context != NULL) FltReleaseContext(context);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
