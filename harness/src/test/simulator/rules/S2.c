// A stream context is set although the create failed: there is no stream.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;

#if !BROKEN
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
#else
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Flags);
#endif
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                        FLT_SET_CONTEXT_KEEP_IF_EXISTS,
                        context, NULL);
    FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
