// A work item runs and is not freed.
#include "minifilter.h"

static VOID FLTAPI Work(PFLT_GENERIC_WORKITEM FltWorkItem, PVOID FltObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(FltObject);
    UNREFERENCED_PARAMETER(Context);
#if BROKEN
    UNREFERENCED_PARAMETER(FltWorkItem);
#else
    FltFreeGenericWorkItem(FltWorkItem);
#endif
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    PFLT_GENERIC_WORKITEM work;

    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    work = FltAllocateGenericWorkItem();
    if (work == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    if (!NT_SUCCESS(FltQueueGenericWorkItem(work, FltObjects->Instance, Work, DelayedWorkQueue, NULL))) {
        FltFreeGenericWorkItem(work);
    }
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
