// A post-operation callback is registered for IRP_MJ_SHUTDOWN, which has none.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreShutdown(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

#if BROKEN
static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostShutdown(PFLT_CALLBACK_DATA Data,
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
#else
#define PostShutdown NULL
#endif

MINIFILTER({IRP_MJ_SHUTDOWN, 0, PreShutdown, PostShutdown})
