// DriverEntry returns and keeps a resource: who wants it next waits for ever.
#define STOP Stop
#include "driver.h"

static ERESOURCE Resource;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeResourceLite(&Resource);
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Resource, TRUE);
#if !BROKEN
    ExReleaseResourceLite(&Resource);
#endif
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
    ExDeleteResourceLite(&Resource);
}
