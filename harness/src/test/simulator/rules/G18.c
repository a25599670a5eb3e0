// A context is inserted in the completion routine of a create, which may run at DISPATCH_LEVEL,
// where nothing can be inserted.
#define CREATE CreateAndInsert
#include "legacy.h"

typedef struct CONTEXT {
    FSRTL_PER_STREAM_CONTEXT Link;
} CONTEXT;

static VOID NTAPI Free(PVOID Buffer)
{
    ExFreePoolWithTag(CONTAINING_RECORD(Buffer, CONTEXT, Link), TAG);
}

static VOID Insert(PFILE_OBJECT FileObject)
{
    PFSRTL_ADVANCED_FCB_HEADER header = FsRtlGetPerStreamContextPointer(FileObject);
    CONTEXT *context = Allocate(sizeof(*context));

    if (context == NULL) return;
    FsRtlInitPerStreamContext(&context->Link, Driver, NULL, Free);
    if (!FsRtlSupportsPerStreamContexts(FileObject)
        || !NT_SUCCESS(FsRtlInsertPerStreamContext(header, &context->Link))) {
        ExFreePoolWithTag(context, TAG);
    }
}

#if BROKEN
static NTSTATUS NTAPI InsertInCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) IoMarkIrpPending(Irp);
    if (NT_SUCCESS(Irp->IoStatus.Status)) Insert(IoGetCurrentIrpStackLocation(Irp)->FileObject);
    return STATUS_CONTINUE_COMPLETION;
}
#endif

static NTSTATUS NTAPI CreateAndInsert(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
#if BROKEN
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, InsertInCompletion, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(LOWER(DeviceObject), Irp);
#else
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    NTSTATUS status = PassAndWait(DeviceObject, Irp);

    if (NT_SUCCESS(status) && status != STATUS_REPARSE) Insert(file);
    return Complete(Irp, status);
#endif
}
