// A context is released for the last time at DISPATCH_LEVEL, so that its cleanup runs in a work
// item, and nothing keeps the filter from unloading before that.
#define CLEANUP Cleanup
#define UNLOAD UnloadLate
#include "minifilter.h"

static VOID FLTAPI Cleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(ContextType);
}

static NTSTATUS FLTAPI UnloadLate(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    CONTEXT *context = NewContext(FLT_STREAM_CONTEXT);
    KIRQL irql;

    UNREFERENCED_PARAMETER(Flags);
    if (context != NULL) {
#if BROKEN
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        FltReleaseContext(context);
        KeLowerIrql(irql);
#else
        UNREFERENCED_PARAMETER(irql);
        FltReleaseContext(context);
#endif
    }
    FltUnregisterFilter(Filter);
    return STATUS_SUCCESS;
}

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
