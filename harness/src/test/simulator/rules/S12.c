// A context is touched after it was released: the release may have been the last one.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;

    UNREFERENCED_PARAMETER(FltObjects);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
#if BROKEN
    FltReleaseContext(context);
    FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                        FLT_SET_CONTEXT_KEEP_IF_EXISTS,
                        context, NULL);
#else
    FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                        FLT_SET_CONTEXT_KEEP_IF_EXISTS,
                        context, NULL);
    FltReleaseContext(context);
#endif
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
