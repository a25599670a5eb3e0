// An unload waits for run-down protection that one path never releases.
#define STOP Stop
#include "driver.h"

static EX_RUNDOWN_REF Rundown;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeRundownProtection(&Rundown);
    if (ExAcquireRundownProtection(&Rundown)) {
#if !BROKEN
        ExReleaseRundownProtection(&Rundown);
#endif
    }
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
    ExWaitForRundownProtectionRelease(&Rundown);
}
