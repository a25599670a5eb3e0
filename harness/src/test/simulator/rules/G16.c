// A per-file-object context is not removed in the close: there is no FreeCallback, so that nobody
// frees it any more.
#define AFTER_CREATE Insert
#define CLOSE RemoveInClose
#include "legacy.h"

static VOID Insert(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    PFSRTL_PER_FILEOBJECT_CONTEXT context = Allocate(sizeof(*context));

    UNREFERENCED_PARAMETER(DeviceObject);
    if (context == NULL) return;
    FsRtlInitPerFileObjectContext(context, Driver, NULL);
    if (!NT_SUCCESS(FsRtlInsertPerFileObjectContext(FileObject, context))) {
        ExFreePoolWithTag(context, TAG);
    }
}

static NTSTATUS NTAPI RemoveInClose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    PFSRTL_PER_FILEOBJECT_CONTEXT context;

#if BROKEN
    // A mistake in the condition: files that were written to are left out.
    if (FlagOn(file->Flags, FO_FILE_MODIFIED)) return Pass(DeviceObject, Irp);
#endif
    context = FsRtlRemovePerFileObjectContext(file, Driver, NULL);
    if (context != NULL) ExFreePoolWithTag(context, TAG);
    return Pass(DeviceObject, Irp);
}
