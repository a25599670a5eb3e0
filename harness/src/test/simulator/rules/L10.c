// A resource is acquired outside a critical region: the thread can be suspended while it holds it, and all others wait.
#include "driver.h"

static ERESOURCE Resource;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeResourceLite(&Resource);
#if !BROKEN
    KeEnterCriticalRegion();
#endif
    ExAcquireResourceExclusiveLite(&Resource, TRUE);
    ExReleaseResourceLite(&Resource);
#if !BROKEN
    KeLeaveCriticalRegion();
#endif
    ExDeleteResourceLite(&Resource);
    return STATUS_SUCCESS;
}
