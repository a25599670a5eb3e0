// A reference that a get returned is not released: the filter cannot be unloaded,
// FltUnregisterFilter waits for ever.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    CONTEXT *context, *again;

    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = StreamContext(FltObjects);
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    if (NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                       (PFLT_CONTEXT *)&again))) {
        again->Count++;
#if !BROKEN
        FltReleaseContext(again);
#endif
    }
    FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
