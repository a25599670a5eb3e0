// A dispatch routine returns success and forgets the IRP: whoever sent it waits for ever.
#define WRITE Forget
#include "legacy.h"

static NTSTATUS NTAPI Forget(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
#if BROKEN
    if (IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length == 0) return STATUS_SUCCESS;
#endif
    return Pass(DeviceObject, Irp);
}
