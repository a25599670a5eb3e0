// A post-write callback gets a context: the write may complete at DISPATCH_LEVEL. The context is
// got before and passed on.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *context = NULL;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
#if BROKEN
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(context);
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
#else
    if (!NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                        (PFLT_CONTEXT *)&context))) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }
    *CompletionContext = context;
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
#endif
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostWrite(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    CONTEXT *context = CompletionContext;

    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Flags);
#if BROKEN
    if (!NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                        (PFLT_CONTEXT *)&context))) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }
#else
    UNREFERENCED_PARAMETER(FltObjects);
#endif
    InterlockedIncrement((LONG *)&context->Count);
    FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

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

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate},
           {IRP_MJ_WRITE, 0, PreWrite, PostWrite})
