// A stream context is set before the create: the file object is not open, and the set fails.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *context;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_PREOP_SUCCESS_NO_CALLBACK;
#if BROKEN
    FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                        FLT_SET_CONTEXT_KEEP_IF_EXISTS,
                        context, NULL);
    FltReleaseContext(context);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
#else
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = context;
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
#endif
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    if (OPENED(Data, Flags)) {
        FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                            FLT_SET_CONTEXT_KEEP_IF_EXISTS, CompletionContext, NULL);
    }
    FltReleaseContext(CompletionContext);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, PostCreate})
