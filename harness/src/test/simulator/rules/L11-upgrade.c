// A resource that the thread holds shared is acquired exclusively: the thread waits for itself to release it.
#include "driver.h"

static ERESOURCE Resource;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeResourceLite(&Resource);
    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&Resource, TRUE);
#if !BROKEN
    ExReleaseResourceLite(&Resource);
#endif
    ExAcquireResourceExclusiveLite(&Resource, TRUE);
    ExReleaseResourceLite(&Resource);
#if BROKEN
    ExReleaseResourceLite(&Resource);
#endif
    KeLeaveCriticalRegion();
    ExDeleteResourceLite(&Resource);
    return STATUS_SUCCESS;
}
