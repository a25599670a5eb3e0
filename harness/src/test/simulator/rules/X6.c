// A section context is deleted: only the close of the section takes it off its stream.
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

static NTSTATUS Create(PCFLT_RELATED_OBJECTS FltObjects, CONTEXT *Context, PHANDLE Handle, PVOID *Section)
{
    OBJECT_ATTRIBUTES attributes;
    LARGE_INTEGER size;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    return FltCreateSectionForDataScan(FltObjects->Instance, FltObjects->FileObject, Context, SECTION_MAP_READ,
                                       &attributes, NULL, PAGE_READONLY, SEC_COMMIT, 0, Handle, Section, &size);
}

static VOID Close(CONTEXT *Context, HANDLE Handle, PVOID Section)
{
    ZwClose(Handle);
    ObDereferenceObject(Section);
    FltCloseSectionForDataScan(Context);
}

static VOID Scan(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *context = NewContext(FLT_SECTION_CONTEXT);
    HANDLE handle;
    PVOID section;

    if (context == NULL) return;
    if (NT_SUCCESS(Create(FltObjects, context, &handle, &section))) {
#if BROKEN
        FltDeleteContext(context);
#endif
        Close(context, handle, section);
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
