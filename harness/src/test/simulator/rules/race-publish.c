// A context is filled in after it was set: another thread gets it meanwhile and reads what is not there yet.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
    CONTEXT *created, *existing = NULL;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    created = NewContext(FLT_STREAM_CONTEXT);
    if (created == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
#if !BROKEN
    created->Count = 7;
#endif
    status = FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
                                 created, (PFLT_CONTEXT *)&existing);
#if BROKEN
    if (NT_SUCCESS(status)) created->Count = 7;
#endif
    if (status == STATUS_FLT_CONTEXT_ALREADY_DEFINED) {
        if (existing->Count > 7) KeBugCheck(1);
        FltReleaseContext(existing);
    }
    FltReleaseContext(created);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
