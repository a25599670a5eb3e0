// A lookup without an owner finds the context of any filter, which is then taken for one's own.
#define MARK_CREATE Count
#include "legacy_contexts.h"

#if BROKEN
#define OWNER NULL
#else
#define OWNER Driver
#endif

static VOID Count(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    PFSRTL_PER_STREAM_CONTEXT found;
    MARK *mark;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!FsRtlSupportsPerStreamContexts(FileObject)) return;
    mark = NewMark(FileObject);
    if (mark == NULL) return;
    ExAcquireFastMutex(&Lock);
    found = FsRtlLookupPerStreamContext(mark->Header, OWNER, NULL);
    if (found != NULL) {
        CONTAINING_RECORD(found, MARK, Link)->Opens++;
    } else if (InsertMark(mark)) {
        mark = NULL;
    }
    ExReleaseFastMutex(&Lock);
    if (mark != NULL) FreeMark(mark);
}
