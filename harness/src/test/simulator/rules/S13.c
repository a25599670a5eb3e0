// A context is released once more than it was referenced, as if the set had given the caller a
// reference: bugcheck 0xF5 (0x6D), for the last reference belongs to the stream.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;
    NTSTATUS status;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    status = FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                 FLT_SET_CONTEXT_KEEP_IF_EXISTS, context, NULL);
#if BROKEN
    if (NT_SUCCESS(status)) FltReleaseContext(context);
#else
    UNREFERENCED_PARAMETER(status);
#endif
    FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
