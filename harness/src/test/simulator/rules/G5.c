// An insert that fails leaves the context with its caller, and this caller forgets it: the memory
// is lost.
#define AFTER_CREATE Insert
#include "legacy.h"

static VOID NTAPI Free(PVOID Buffer) { ExFreePoolWithTag(Buffer, TAG); }

static VOID Insert(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    PFSRTL_ADVANCED_FCB_HEADER header = FsRtlGetPerStreamContextPointer(FileObject);
    PFSRTL_PER_STREAM_CONTEXT context;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    context = Allocate(sizeof(*context));
    if (context == NULL) return;
    FsRtlInitPerStreamContext(context, Driver, NULL, Free);
    status = FsRtlInsertPerStreamContext(header, context);
#if BROKEN
    UNREFERENCED_PARAMETER(status);
#else
    if (!NT_SUCCESS(status)) ExFreePoolWithTag(context, TAG);
#endif
}
