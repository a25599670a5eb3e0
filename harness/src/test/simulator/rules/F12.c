// The filter opens a file from its create callback without an instance: the open comes back to the callback, which
// opens the file again, until the stack ends.
#include "minifilter.h"

static NTSTATUS Open(PCFLT_RELATED_OBJECTS FltObjects, PFLT_INSTANCE Instance, PHANDLE Handle)
{
    static const UNICODE_STRING path = RTL_CONSTANT_STRING(L"\\??\\C:\\filter.dat");
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK result;

    UNREFERENCED_PARAMETER(FltObjects);
    InitializeObjectAttributes(&attributes, (PUNICODE_STRING)&path, OBJ_KERNEL_HANDLE, NULL, NULL);
    return FltCreateFile(Filter, Instance, Handle, GENERIC_READ | SYNCHRONIZE, &attributes, &result,
                         NULL, FILE_ATTRIBUTE_NORMAL, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                         FILE_OPEN_IF, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0, 0);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    HANDLE handle;
    PFLT_INSTANCE instance;

    UNREFERENCED_PARAMETER(Data);
    *CompletionContext = NULL;
#if BROKEN
    instance = NULL;
#else
    instance = FltObjects->Instance;
#endif
    if (NT_SUCCESS(Open(FltObjects, instance, &handle))) FltClose(handle);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_CREATE, 0, PreCreate, NULL})
