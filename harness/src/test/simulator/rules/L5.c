// A byte-range lock is synchronised: the thread waits until another one unlocks, and can do nothing
// for it.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreLock(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
#if BROKEN
    return FLT_PREOP_SYNCHRONIZE;
#else
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
#endif
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostLock(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(CompletionContext);
    UNREFERENCED_PARAMETER(Flags);
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_LOCK_CONTROL, 0, PreLock, PostLock})
