// The volume of an instance stays referenced: the filter goes, and the volume can never be dismounted.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
                                                 PVOID *CompletionContext)
{
    PFLT_VOLUME volume;

    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(CompletionContext);
    if (NT_SUCCESS(FltGetVolumeFromInstance(FltObjects->Instance, &volume))) {
#if !BROKEN
        FltObjectDereference(volume);
#endif
    }
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_WRITE, 0, PreWrite, NULL})
