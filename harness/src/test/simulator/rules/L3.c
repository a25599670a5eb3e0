// A pre-operation callback asks for a post-operation callback that is not registered: bugcheck 0xF5
// (0x66).
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
#if BROKEN
    return FLT_PREOP_SUCCESS_WITH_CALLBACK;
#else
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
#endif
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
