// A stream context is looked for in pre-create: the file object is not open.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    CONTEXT *context = NULL;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
#if BROKEN
    if (NT_SUCCESS(FltGetStreamContext(FltObjects->Instance, FltObjects->FileObject,
                                       (PFLT_CONTEXT *)&context))) {
        FltReleaseContext(context);
    }
#else
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(context);
#endif
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
