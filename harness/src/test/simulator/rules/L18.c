// The filter holds a run-down reference to itself when it unregisters: FltUnregisterFilter waits
// for ever.
#define SETUP Setup
#include "minifilter.h"

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
                             DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    PFLT_FILTER filter;

    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(VolumeDeviceType);
    UNREFERENCED_PARAMETER(VolumeFilesystemType);
    if (NT_SUCCESS(FltGetFilterFromInstance(FltObjects->Instance, &filter))) {
#if !BROKEN
        FltObjectDereference(filter);
#endif
    }
    return STATUS_SUCCESS;
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
