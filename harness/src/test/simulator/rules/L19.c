// A mandatory unload is refused: it is not heard, and the driver goes while it believes to stay.
#define UNLOAD Refuse
#include "minifilter.h"

static NTSTATUS FLTAPI Refuse(FLT_FILTER_UNLOAD_FLAGS Flags)
{
#if BROKEN
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_FLT_DO_NOT_DETACH;
#else
    if (!FlagOn(Flags, FLTFL_FILTER_UNLOAD_MANDATORY)) return STATUS_FLT_DO_NOT_DETACH;
    FltUnregisterFilter(Filter);
    return STATUS_SUCCESS;
#endif
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
