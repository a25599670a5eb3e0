// Two contexts refer to each other: neither is ever freed, and the filter cannot be unloaded.
#define CLEANUP Cleanup
#include "minifilter.h"

static VOID FLTAPI Cleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType)
{
    CONTEXT *context = Context;

    UNREFERENCED_PARAMETER(ContextType);
    if (context->Other != NULL) FltReleaseContext(context->Other);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *stream, *handle;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    stream = StreamContext(FltObjects);
    if (stream == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    handle = NewContext(FLT_STREAMHANDLE_CONTEXT);
    if (handle != NULL) {
        FltReferenceContext(stream);
        handle->Other = stream;
#if BROKEN
        if (stream->Other == NULL) {
            FltReferenceContext(handle);
            stream->Other = handle;
        }
#endif
        FltSetStreamHandleContext(FltObjects->Instance, FltObjects->FileObject,
                                  FLT_SET_CONTEXT_KEEP_IF_EXISTS, handle, NULL);
        FltReleaseContext(handle);
    }
    FltReleaseContext(stream);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
