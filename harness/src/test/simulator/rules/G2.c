// A context is inserted before the create has gone down: FsContext is not there yet, the system
// stops.
#include <ntifs.h>
#if BROKEN
#define CREATE InsertFirst
#endif
#include "legacy.h"

#if BROKEN
static FSRTL_PER_STREAM_CONTEXT Context;

static VOID NTAPI Free(PVOID Buffer) { UNREFERENCED_PARAMETER(Buffer); }

static NTSTATUS NTAPI InsertFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    FsRtlInitPerStreamContext(&Context, Driver, NULL, Free);
    FsRtlInsertPerStreamContext(FsRtlGetPerStreamContextPointer(file), &Context);
    return Pass(DeviceObject, Irp);
}
#endif
