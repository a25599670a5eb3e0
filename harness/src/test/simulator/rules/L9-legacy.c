// A fast mutex is held while a request goes down: what comes back to the filter in the same thread
// waits for itself.
#define WRITE PassLocked
#define PREPARE Prepare
#include "legacy.h"

static FAST_MUTEX Lock;

static NTSTATUS Prepare(VOID)
{
    ExInitializeFastMutex(&Lock);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI PassLocked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;

    ExAcquireFastMutex(&Lock);
#if !BROKEN
    ExReleaseFastMutex(&Lock);
#endif
    status = Pass(DeviceObject, Irp);
#if BROKEN
    ExReleaseFastMutex(&Lock);
#endif
    return status;
}
