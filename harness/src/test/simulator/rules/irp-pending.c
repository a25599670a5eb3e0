// A dispatch routine waits for the IRP, completes it, and returns the STATUS_PENDING of the driver
// below: nobody has marked the IRP pending.
#define WRITE Wait
#include "legacy.h"

static NTSTATUS NTAPI Wait(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, SignalCompletion, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(LOWER(DeviceObject), Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
#if !BROKEN
        status = Irp->IoStatus.Status;
#endif
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}
