// A section's handle belongs to the application, and a worker closes it in the system's process, where it is another's
// or none: the system stops (0x93), or the application keeps the handle.
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

typedef struct SCAN {
    CONTEXT *Context;
    HANDLE Handle;
    PVOID Section;
} SCAN;

static NTSTATUS Create(PCFLT_RELATED_OBJECTS FltObjects, SCAN *Scan)
{
    OBJECT_ATTRIBUTES attributes;
    LARGE_INTEGER size;

#if BROKEN
    InitializeObjectAttributes(&attributes, NULL, 0, NULL, NULL);
#else
    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
#endif
    return FltCreateSectionForDataScan(FltObjects->Instance, FltObjects->FileObject, Scan->Context, SECTION_MAP_READ,
                                       &attributes, NULL, PAGE_READONLY, SEC_COMMIT, 0, &Scan->Handle,
                                       &Scan->Section, &size);
}

static VOID Close(SCAN *Scan)
{
    ZwClose(Scan->Handle);
    ObDereferenceObject(Scan->Section);
    FltCloseSectionForDataScan(Scan->Context);
    FltReleaseContext(Scan->Context);
    ExFreePoolWithTag(Scan, TAG);
}

static VOID FLTAPI Work(PFLT_GENERIC_WORKITEM FltWorkItem, PVOID FltObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(FltObject);
    Close(Context);
    FltFreeGenericWorkItem(FltWorkItem);
}

static VOID Queue(PCFLT_RELATED_OBJECTS FltObjects, SCAN *Scan)
{
    PFLT_GENERIC_WORKITEM work = FltAllocateGenericWorkItem();

    if (work == NULL) {
        Close(Scan);
    } else if (!NT_SUCCESS(FltQueueGenericWorkItem(work, FltObjects->Instance, Work, DelayedWorkQueue, Scan))) {
        FltFreeGenericWorkItem(work);
        Close(Scan);
    }
}

static VOID Begin(PCFLT_RELATED_OBJECTS FltObjects)
{
    SCAN *scan = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*scan), TAG);

    if (scan == NULL) return;
    scan->Context = NewContext(FLT_SECTION_CONTEXT);
    if (scan->Context != NULL && NT_SUCCESS(Create(FltObjects, scan))) {
        Queue(FltObjects, scan);
        return;
    }
    if (scan->Context != NULL) FltReleaseContext(scan->Context);
    ExFreePoolWithTag(scan, TAG);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
    Begin(FltObjects);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CLEANUP, 0, PreCleanup, NULL})
