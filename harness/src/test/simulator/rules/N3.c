// A name is asked for in paging I/O, and nothing guards the call: the file system may wait for the lock that the
// memory manager holds.
#include "minifilter.h"

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data,
                                                  PCFLT_RELATED_OBJECTS FltObjects,
                                                  PVOID *CompletionContext)
{
    PFLT_FILE_NAME_INFORMATION name;
    NTSTATUS status;

    *CompletionContext = NULL;
#if BROKEN
    status = FltGetFileNameInformationUnsafe(FltObjects->FileObject, FltObjects->Instance,
                                             FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT, &name);
#else
    UNREFERENCED_PARAMETER(FltObjects);
    status = FltGetFileNameInformation(
        Data, FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT, &name);
#endif
    UNREFERENCED_PARAMETER(Data);
    if (NT_SUCCESS(status)) FltReleaseFileNameInformation(name);
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

MINIFILTER({IRP_MJ_WRITE, 0, PreWrite, NULL})
