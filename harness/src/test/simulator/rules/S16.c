// A deleted context is handed out with the reference of its attachment, which is not released.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *old = NULL;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    FltDeleteStreamContext(FltObjects->Instance, FltObjects->FileObject, (PFLT_CONTEXT *)&old);
#if !BROKEN
    if (old != NULL) FltReleaseContext(old);
#endif
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
