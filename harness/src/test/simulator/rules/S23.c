// A handle's context keeps the pointer to the stream's context without a reference: it may be freed
// in between.
#define CLEANUP Cleanup
#include "minifilter.h"

static VOID FLTAPI Cleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType)
{
    CONTEXT *context = Context;

    UNREFERENCED_PARAMETER(ContextType);
#if !BROKEN
    if (context->Other != NULL) FltReleaseContext(context->Other);
#else
    UNREFERENCED_PARAMETER(context);
#endif
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
#if !BROKEN
        FltReferenceContext(stream);
#endif
        handle->Other = stream;
        FltSetStreamHandleContext(FltObjects->Instance, FltObjects->FileObject,
                                  FLT_SET_CONTEXT_KEEP_IF_EXISTS, handle, NULL);
        FltReleaseContext(handle);
    }
    FltReleaseContext(stream);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    FltDeleteStreamContext(FltObjects->Instance, FltObjects->FileObject, NULL);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *handle = NULL;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    if (NT_SUCCESS(FltGetStreamHandleContext(FltObjects->Instance, FltObjects->FileObject,
                                             (PFLT_CONTEXT *)&handle))) {
        handle->Other->Count++;
        FltReferenceContext(handle->Other);
        FltReleaseContext(handle->Other);
        FltReleaseContext(handle);
    }
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate},
           {IRP_MJ_WRITE, 0, PreWrite, NULL},
           {IRP_MJ_CLEANUP, 0, PreCleanup, NULL})
