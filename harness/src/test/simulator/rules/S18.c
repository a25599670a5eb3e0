// Two threads delete one context and each releases the reference of its attachment as well: only
// the first has it.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *context = NULL, *old = NULL;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    if (!NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                        (PFLT_CONTEXT *)&context))) {
        return FLT_PREOP_SUCCESS_NO_CALLBACK;
    }
    FltDeleteStreamContext(FltObjects->Instance, FltObjects->FileObject, (PFLT_CONTEXT *)&old);
#if BROKEN
    FltReleaseContext(context);
#else
    if (old != NULL) FltReleaseContext(old);
#endif
    FltReleaseContext(context);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
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
           {IRP_MJ_CLEANUP, 0, PreCleanup, NULL})
