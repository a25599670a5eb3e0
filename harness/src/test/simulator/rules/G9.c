// Remove returns NULL, since the file system has given the context to its FreeCallback; the filter
// frees it nevertheless, and so does the FreeCallback.
#define WRITE ForgetAll
#include "legacy_contexts.h"

static NTSTATUS NTAPI ForgetAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LIST_ENTRY *entry, *next;
    MARK *mark;

    ExAcquireFastMutex(&Lock);
    for (entry = Marks.Flink; entry != &Marks; entry = next) {
        next = entry->Flink;
        mark = CONTAINING_RECORD(entry, MARK, Marks);
#if BROKEN
        FsRtlRemovePerStreamContext(mark->Header, Driver, NULL);
#else
        if (FsRtlRemovePerStreamContext(mark->Header, Driver, NULL) == NULL) continue;
#endif
        RemoveEntryList(entry);
        FreeMark(mark);
    }
    ExReleaseFastMutex(&Lock);
    return Pass(DeviceObject, Irp);
}
