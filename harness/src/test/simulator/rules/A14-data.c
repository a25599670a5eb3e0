// Callback data of the filter's own is not freed.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    PFLT_CALLBACK_DATA data;

    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags)
        || !NT_SUCCESS(FltAllocateCallbackData(FltObjects->Instance, FltObjects->FileObject, &data))) {
        return FLT_POSTOP_FINISHED_PROCESSING;
    }
    data->Iopb->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    FltPerformSynchronousIo(data);
#if !BROKEN
    FltFreeCallbackData(data);
#endif
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
