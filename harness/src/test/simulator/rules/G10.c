// Contexts are removed in the dispatch routine of IRP_MJ_CLOSE, where the file system may be
// tearing them down.
#define CLOSE RemoveInClose
#include "legacy_contexts.h"

static NTSTATUS NTAPI RemoveInClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
#if BROKEN
    RemoveMarks();
#endif
    return Pass(DeviceObject, Irp);
}
