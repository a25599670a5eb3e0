// The legacy filter of the live runner's tests: one per-stream context a stream, and the device
// extension as the instance's. With RACY, lookup and insert are two steps, as in rule G6.
#if RACY
#define MARK_CREATE LookThenInsert
#endif
#include "../rules/legacy_contexts.h"

const char TestSchemaFingerprint[65] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const ULONG TestInstanceContextOffset = FIELD_OFFSET(EXTENSION, Lower);

#if RACY
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
    ExReleaseFastMutex(&Lock);
    ExAcquireFastMutex(&Lock);
    if (!found && InsertMark(mark)) mark = NULL;
    ExReleaseFastMutex(&Lock);
    if (mark != NULL) FreeMark(mark);
}
#endif
