// A completion routine does not mark the IRP pending though PendingReturned is set: whoever sent it
// never learns that it is done.
#define WRITE PassWithCompletion
#include "legacy.h"

static NTSTATUS NTAPI Completion(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
#if !BROKEN
    if (Irp->PendingReturned) IoMarkIrpPending(Irp);
#else
    UNREFERENCED_PARAMETER(Irp);
#endif
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS NTAPI PassWithCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Completion, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(LOWER(DeviceObject), Irp);
}
