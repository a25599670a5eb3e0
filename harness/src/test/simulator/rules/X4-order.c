// A section for data scan is closed while its handle is open: conflicting I/O is let through, and the section keeps
// the file from being changed.
#define SETUP Setup
#include "minifilter.h"

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
                             DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
    UNREFERENCED_PARAMETER(Flags);
    UNREFERENCED_PARAMETER(VolumeDeviceType);
    UNREFERENCED_PARAMETER(VolumeFilesystemType);
    FltRegisterForDataScan(FltObjects->Instance);
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
#if BROKEN
        FltCloseSectionForDataScan(context);
#endif
        ZwClose(handle);
        ObDereferenceObject(section);
#if !BROKEN
        FltCloseSectionForDataScan(context);
#endif
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
