// A section for data scan is created before the instance has registered for data scans: it always fails.
#define SETUP Setup
#include "minifilter.h"

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
                             DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(VolumeDeviceType);
    UNREFERENCED_PARAMETER(VolumeFilesystemType);
#if BROKEN
    UNREFERENCED_PARAMETER(FltObjects);
#else
    FltRegisterForDataScan(FltObjects->Instance);
#endif
    return STATUS_SUCCESS;
}

static VOID Scan(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *context = NewContext(FLT_SECTION_CONTEXT);
    OBJECT_ATTRIBUTES attributes;
    LARGE_INTEGER size;
    HANDLE handle;
    PVOID section;

    if (context == NULL) return;
    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (NT_SUCCESS(FltCreateSectionForDataScan(FltObjects->Instance, FltObjects->FileObject, context,
                                               SECTION_MAP_READ, &attributes, NULL, PAGE_READONLY,
                                               SEC_COMMIT, 0, &handle, &section, &size))) {
        ZwClose(handle);
        ObDereferenceObject(section);
        FltCloseSectionForDataScan(context);
    }
    FltReleaseContext(context);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    Scan(FltObjects);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CLEANUP, 0, PreCleanup, NULL})
