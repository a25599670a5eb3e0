// A write goes down without its stack location set up: the file system sees a create without a file
// object.
#define WRITE PassWithCompletion
#include "legacy.h"

static NTSTATUS NTAPI Completion(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) IoMarkIrpPending(Irp);
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS NTAPI PassWithCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
#if !BROKEN
    IoCopyCurrentIrpStackLocationToNext(Irp);
#endif
    IoSetCompletionRoutine(Irp, Completion, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(LOWER(DeviceObject), Irp);
}
