// An instance that was enumerated stays referenced: FltUnregisterFilter waits for ever.
#include "minifilter.h"

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    PFLT_INSTANCE instance;
    ULONG count;

    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(Flags);
    if (NT_SUCCESS(FltEnumerateInstances(FltObjects->Volume, Filter, &instance, 1, &count)) &&
        count > 0) {
#if !BROKEN
        FltObjectDereference(instance);
#endif
    }
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
