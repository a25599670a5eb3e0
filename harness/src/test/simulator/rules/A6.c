// An open is failed because a context could not be allocated while the filter unloads: there is
// nothing wrong with the open.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    PFLT_CONTEXT context;
    NTSTATUS status;

    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    status = FltAllocateContext(Filter, FLT_STREAM_CONTEXT, sizeof(CONTEXT), POOL, &context);
    if (NT_SUCCESS(status)) FltReleaseContext(context);
#if BROKEN
    if (status == STATUS_FLT_DELETING_OBJECT) {
        FltCancelFileOpen(FltObjects->Instance, FltObjects->FileObject);
        Data->IoStatus.Status = status;
        Data->IoStatus.Information = 0;
    }
#else
    UNREFERENCED_PARAMETER(FltObjects);
#endif
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
