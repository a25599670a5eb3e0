// A dispatch routine completes an IRP and passes it on nevertheless: it is not the driver's any
// more, and the system stops.
#define WRITE Refuse
#include "legacy.h"

static NTSTATUS NTAPI Refuse(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.ByteOffset.QuadPart >= 4096) {
#if BROKEN
        Complete(Irp, STATUS_ACCESS_DENIED);
#else
        return Complete(Irp, STATUS_ACCESS_DENIED);
#endif
    }
    return Pass(DeviceObject, Irp);
}
