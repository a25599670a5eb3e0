// A stream has two contexts of the filter, and one call of remove takes one of them: the other is
// left when the driver goes.
#define REMOVE_ALL
#define MARK_CREATE InsertTwo
#include "legacy_contexts.h"

static VOID InsertTwo(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    static ULONG instances[2];
    ULONG i;
    MARK *mark;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (!FsRtlSupportsPerStreamContexts(FileObject)) return;
    for (i = 0; i < 2; i++) {
        mark = NewMark(FileObject);
        if (mark == NULL) return;
        FsRtlInitPerStreamContext(&mark->Link, Driver, &instances[i], FREE_MARK);
        ExAcquireFastMutex(&Lock);
        if (FsRtlLookupPerStreamContext(mark->Header, Driver, &instances[i]) == NULL
            && InsertMark(mark)) {
            mark = NULL;
        }
        ExReleaseFastMutex(&Lock);
        if (mark != NULL) FreeMark(mark);
    }
}

static VOID RemoveAll(VOID)
{
    PFSRTL_PER_STREAM_CONTEXT found;
    PFSRTL_ADVANCED_FCB_HEADER header;
    MARK *mark;

    while (!IsListEmpty(&Marks)) {
        header = CONTAINING_RECORD(Marks.Flink, MARK, Marks)->Header;
        do {
            found = FsRtlRemovePerStreamContext(header, Driver, NULL);
            if (found == NULL) break;
            mark = CONTAINING_RECORD(found, MARK, Link);
            RemoveEntryList(&mark->Marks);
            FreeMark(mark);
        } while (!BROKEN);
        if (BROKEN) break;
    }
}
