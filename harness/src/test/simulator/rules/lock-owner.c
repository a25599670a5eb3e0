// A resource is released that the thread does not own: the system stops (0xE3).
#include "driver.h"

static ERESOURCE Resource;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeResourceLite(&Resource);
    KeEnterCriticalRegion();
#if !BROKEN
    ExAcquireResourceSharedLite(&Resource, TRUE);
#endif
    ExReleaseResourceLite(&Resource);
    KeLeaveCriticalRegion();
    ExDeleteResourceLite(&Resource);
    return STATUS_SUCCESS;
}
