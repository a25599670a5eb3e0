// A write that the filter has pended is not completed when its instance is torn down: the teardown
// waits for ever.
#define TEARDOWN_START TeardownStart
#include "minifilter.h"

static PFLT_CALLBACK_DATA Pended;

static VOID FLTAPI TeardownStart(PCFLT_RELATED_OBJECTS FltObjects,
                                 FLT_INSTANCE_TEARDOWN_FLAGS Reason)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Reason);
#if !BROKEN
    if (Pended != NULL) FltCompletePendedPreOperation(Pended, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
#endif
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
    if (Pended != NULL) return FLT_PREOP_SUCCESS_NO_CALLBACK;
    Pended = Data;
    return FLT_PREOP_PENDING;
}

MINIFILTER({IRP_MJ_WRITE, FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO, PreWrite, NULL})
