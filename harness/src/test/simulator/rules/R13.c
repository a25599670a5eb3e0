// A context is released before it is set up whole, and its cleanup callback frees memory that was
// never allocated.
#define CLEANUP Cleanup
#include "minifilter.h"

static VOID FLTAPI Cleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType)
{
    CONTEXT *context = Context;

    UNREFERENCED_PARAMETER(ContextType);
#if !BROKEN
    if (context->Memory == NULL) return;
#endif
    ExFreePoolWithTag(context->Memory, TAG);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    if (FltObjects->FileObject->FileName.Length > 2) {
        context->Memory = ExAllocatePoolWithTag(NonPagedPoolNx,
                                                FltObjects->FileObject->FileName.Length, TAG);
    }
    FltReleaseContext(context);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
