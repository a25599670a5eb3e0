// A FreeCallback opens a file: it runs within the close of another, with the file system's locks
// held.
#define FREE_MARK Free
#include "legacy_contexts.h"

static VOID NTAPI Free(PVOID Buffer)
{
    MARK *mark = CONTAINING_RECORD(Buffer, MARK, Link);
#if BROKEN
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\DosDevices\\C:\\protocol.txt");
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK result;
    HANDLE file;

    InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
    if (NT_SUCCESS(ZwOpenFile(&file, FILE_READ_DATA, &attributes, &result, FILE_SHARE_READ, 0))) {
        ZwClose(file);
    }
#endif
    ExAcquireFastMutex(&Lock);
    RemoveEntryList(&mark->Marks);
    ExReleaseFastMutex(&Lock);
    FreeMark(mark);
}
