// On a file system with one stream a file the Filter Manager provides file contexts: only
// FltSupportsFileContextsEx says so.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
#if BROKEN
    if (!FltSupportsFileContexts(FltObjects->FileObject)) return FLT_POSTOP_FINISHED_PROCESSING;
#else
    if (!FltSupportsFileContextsEx(FltObjects->FileObject, FltObjects->Instance)) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }
#endif
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
