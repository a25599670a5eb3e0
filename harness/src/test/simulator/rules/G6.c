// Lookup and insert are two steps: two creates of one stream both find nothing, and the stream has
// two contexts of which one is never found again.
#define MARK_CREATE LookThenInsert
#include "legacy_contexts.h"

static VOID LookThenInsert(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    BOOLEAN found;
    MARK *mark;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!FsRtlSupportsPerStreamContexts(FileObject)) return;
    mark = NewMark(FileObject);
    if (mark == NULL) return;
    ExAcquireFastMutex(&Lock);
    found = FsRtlLookupPerStreamContext(mark->Header, Driver, NULL) != NULL;
#if BROKEN
    ExReleaseFastMutex(&Lock);
    ExAcquireFastMutex(&Lock);
#endif
    if (!found && InsertMark(mark)) mark = NULL;
    ExReleaseFastMutex(&Lock);
    if (mark != NULL) FreeMark(mark);
}
