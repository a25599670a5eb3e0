// A push lock is taken shared twice: if a thread asks for it exclusively in between, both wait for ever.
#include "driver.h"

static EX_PUSH_LOCK Lock;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializePushLock(&Lock);
    KeEnterCriticalRegion();
    ExAcquirePushLockShared(&Lock);
#if BROKEN
    ExAcquirePushLockShared(&Lock);
    ExReleasePushLockShared(&Lock);
#endif
    ExReleasePushLockShared(&Lock);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
}
