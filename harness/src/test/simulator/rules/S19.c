// The contexts of FltGetContexts are released one by one, not set to NULL, and then all together.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    FLT_RELATED_CONTEXTS contexts;
    CONTEXT *context;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = StreamContext(FltObjects);
    if (context != NULL) FltReleaseContext(context);
    FltGetContexts(FltObjects, FLT_STREAM_CONTEXT, &contexts);
    if (contexts.StreamContext != NULL) {
        FltReleaseContext(contexts.StreamContext);
#if !BROKEN
        contexts.StreamContext = NULL;
#endif
    }
    FltReleaseContexts(&contexts);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
