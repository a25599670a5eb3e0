// A pre-create callback completes the create and leaves its completion context behind.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *context;

    UNREFERENCED_PARAMETER(FltObjects);
    *CompletionContext = NULL;
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_PREOP_SUCCESS_NO_CALLBACK;
    Data->IoStatus.Status = STATUS_ACCESS_DENIED;
    Data->IoStatus.Information = 0;
#if BROKEN
    *CompletionContext = context;
#endif
    FltReleaseContext(context);
    return FLT_PREOP_COMPLETE;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
