// An IRP of the filter's own is freed while the file system still has it.
#define AFTER_CREATE Flush
#include "legacy.h"

static VOID Flush(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    PDEVICE_OBJECT lower = LOWER(DeviceObject);
    PIRP irp = IoAllocateIrp(lower->StackSize, FALSE);
    PIO_STACK_LOCATION stack;
    KEVENT done;

    if (irp == NULL) return;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    irp->Tail.Overlay.Thread = PsGetCurrentThread();
    irp->Flags = IRP_SYNCHRONOUS_API;
    stack = IoGetNextIrpStackLocation(irp);
    stack->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    stack->FileObject = FileObject;
    IoSetCompletionRoutine(irp, SignalCompletion, &done, TRUE, TRUE, TRUE);
    if (IoCallDriver(lower, irp) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(irp);
#if BROKEN
    IoFreeIrp(irp);
#endif
}
