// A context is inserted on a file system without the advanced header: the list is looked for in
// memory of another kind.
#define MARK_CREATE Insert
#include "legacy_contexts.h"

static VOID Insert(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    MARK *mark;

    UNREFERENCED_PARAMETER(DeviceObject);
#if !BROKEN
    if (!FsRtlSupportsPerStreamContexts(FileObject)) return;
#endif
    mark = NewMark(FileObject);
    if (mark == NULL) return;
    ExAcquireFastMutex(&Lock);
    if (InsertMark(mark)) mark = NULL;
    ExReleaseFastMutex(&Lock);
    if (mark != NULL) FreeMark(mark);
}
