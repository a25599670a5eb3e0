// A context is inserted without being initialised: nobody can find it, and the file system calls a
// FreeCallback of whatever the memory held.
#define MARK_CREATE Insert
#include "legacy_contexts.h"

static VOID Insert(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    MARK *mark;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!FsRtlSupportsPerStreamContexts(FileObject)) return;
    mark = NewMark(FileObject);
    if (mark == NULL) return;
#if BROKEN
    FsRtlInitPerStreamContext(&mark->Link, NULL, NULL, FREE_MARK);
#endif
    ExAcquireFastMutex(&Lock);
    if (FsRtlLookupPerStreamContext(mark->Header, Driver, NULL) == NULL && InsertMark(mark)) {
        mark = NULL;
    }
    ExReleaseFastMutex(&Lock);
    if (mark != NULL) FreeMark(mark);
}
