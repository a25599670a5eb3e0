// One context is set on two streams: a context can be linked to one object only.
#define UNLOAD UnloadShared
#include "minifilter.h"

static CONTEXT *Shared;

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
#if BROKEN
    if (Shared == NULL) Shared = NewContext(FLT_STREAM_CONTEXT);
    context = Shared;
    if (context != NULL) FltReferenceContext(context);
#else
    context = NewContext(FLT_STREAM_CONTEXT);
#endif
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                        FLT_SET_CONTEXT_KEEP_IF_EXISTS,
                        context, NULL);
    FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

static NTSTATUS FLTAPI UnloadShared(FLT_FILTER_UNLOAD_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    if (Shared != NULL) FltReleaseContext(Shared);
    FltUnregisterFilter(Filter);
    return STATUS_SUCCESS;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
