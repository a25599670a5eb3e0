// A dispatch routine completes an IRP with one status and returns another: its sender believes that
// the write was done.
#define WRITE Refuse
#include "legacy.h"

static NTSTATUS NTAPI Refuse(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.ByteOffset.QuadPart < 4096) {
        return Pass(DeviceObject, Irp);
    }
    Complete(Irp, STATUS_ACCESS_DENIED);
    return BROKEN ? STATUS_SUCCESS : STATUS_ACCESS_DENIED;
}
