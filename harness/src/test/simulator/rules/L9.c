// A context is released for the last time under a lock that its cleanup callback takes: the thread
// waits for itself.
#define CLEANUP Cleanup
#define SETUP Setup
#include "minifilter.h"

static FAST_MUTEX Lock;
static ULONG Live;

static VOID FLTAPI Cleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE ContextType)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(ContextType);
    ExAcquireFastMutex(&Lock);
    Live--;
    ExReleaseFastMutex(&Lock);
}

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
                             DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(VolumeDeviceType);
    UNREFERENCED_PARAMETER(VolumeFilesystemType);
    ExInitializeFastMutex(&Lock);
    return STATUS_SUCCESS;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data,
                                                    PCFLT_RELATED_OBJECTS FltObjects,
                                                    PVOID CompletionContext,
                                                    FLT_POST_OPERATION_FLAGS Flags)
{
    UNREFERENCED_PARAMETER(CompletionContext);
    CONTEXT *context;

    UNREFERENCED_PARAMETER(FltObjects);
    if (!OPENED(Data, Flags)) return FLT_POSTOP_FINISHED_PROCESSING;
    context = NewContext(FLT_STREAM_CONTEXT);
    if (context == NULL) return FLT_POSTOP_FINISHED_PROCESSING;
    ExAcquireFastMutex(&Lock);
    Live++;
#if BROKEN
    FltReleaseContext(context);
    ExReleaseFastMutex(&Lock);
#else
    ExReleaseFastMutex(&Lock);
    FltReleaseContext(context);
#endif
    return FLT_POSTOP_FINISHED_PROCESSING;
}

MINIFILTER({IRP_MJ_CREATE, 0, NULL, PostCreate})
