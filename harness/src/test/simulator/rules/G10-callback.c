// A FreeCallback removes its context: the file system has done that before.
#define FREE_MARK Free
#include "legacy_contexts.h"

static VOID NTAPI Free(PVOID Buffer)
{
    MARK *mark = CONTAINING_RECORD(Buffer, MARK, Link);

    ExAcquireFastMutex(&Lock);
#if BROKEN
    FsRtlRemovePerStreamContext(mark->Header, Driver, NULL);
#endif
    RemoveEntryList(&mark->Marks);
    ExReleaseFastMutex(&Lock);
    FreeMark(mark);
}
