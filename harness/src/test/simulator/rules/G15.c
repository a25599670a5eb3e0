// A per-file context is inserted without asking whether the file has such, at the header's own
// member: on FAT that makes a list in a member that nobody tears down.
#define AFTER_CREATE Insert
#include "legacy.h"

static FSRTL_PER_FILE_CONTEXT Context;
static PVOID *Pointer;

static VOID NTAPI Free(PVOID Buffer)
{
    UNREFERENCED_PARAMETER(Buffer);
    Pointer = NULL;
}

static VOID Insert(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    PVOID *pointer;

    UNREFERENCED_PARAMETER(DeviceObject);
#if BROKEN
    pointer = (PVOID *)&FsRtlGetPerStreamContextPointer(FileObject)->FileContextSupportPointer;
#else
    pointer = FsRtlGetPerFileContextPointer(FileObject);
#endif
    if (pointer == NULL || Pointer != NULL) return;
    FsRtlInitPerFileContext(&Context, Driver, NULL, Free);
    if (NT_SUCCESS(FsRtlInsertPerFileContext(pointer, &Context))) Pointer = pointer;
}
