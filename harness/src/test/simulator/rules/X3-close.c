// A stream has an open section already, and the second one is closed as if it were there.
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

// Scans the file twice at a time: only one of the two has a section.
static VOID Scan(PCFLT_RELATED_OBJECTS FltObjects)
{
    CONTEXT *first, *second;
    HANDLE handle, unused;
    PVOID section, none;

    first = NewContext(FLT_SECTION_CONTEXT);
    if (first == NULL) return;
    if (NT_SUCCESS(Create(FltObjects, first, &handle, &section))) {
        second = NewContext(FLT_SECTION_CONTEXT);
        if (second != NULL) {
            if (NT_SUCCESS(Create(FltObjects, second, &unused, &none))) Close(second, unused, none);
#if BROKEN
            else FltCloseSectionForDataScan(second);
#endif
            FltReleaseContext(second);
        }
        Close(first, handle, section);
    }
    FltReleaseContext(first);
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
