// A lock is held while the filter writes a file: filters below and the file system may come to wait for it.
#include "minifilter.h"

static EX_PUSH_LOCK Lock;
static BOOLEAN Ready;

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    if (!Ready) FltInitializePushLock(&Lock);
    Ready = TRUE;
    FltAcquirePushLockExclusive(&Lock);
#if !BROKEN
    FltReleasePushLock(&Lock);
#endif
    FltFlushBuffers(FltObjects->Instance, FltObjects->FileObject);
#if BROKEN
    FltReleasePushLock(&Lock);
#endif
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
