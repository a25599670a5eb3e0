// A cleanup is completed with an error: it cannot fail.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
#if BROKEN
    Data->IoStatus.Status = STATUS_ACCESS_DENIED;
    return FLT_PREOP_COMPLETE;
#else
    UNREFERENCED_PARAMETER(Data);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
#endif
}

MINIFILTER({IRP_MJ_CLEANUP, 0, PreCleanup, NULL})
