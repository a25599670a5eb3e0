// FltGetContextsEx is given the size of the smaller structure.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    FLT_RELATED_CONTEXTS_EX contexts;
    NTSTATUS status;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
#if BROKEN
    status = FltGetContextsEx(FltObjects, FLT_STREAM_CONTEXT, sizeof(FLT_RELATED_CONTEXTS),
                              &contexts);
#else
    status = FltGetContextsEx(FltObjects, FLT_STREAM_CONTEXT, sizeof(contexts), &contexts);
#endif
    if (NT_SUCCESS(status)) FltReleaseContextsEx(sizeof(contexts), &contexts);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
