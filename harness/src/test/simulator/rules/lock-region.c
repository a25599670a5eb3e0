// A critical region is entered on a way that does not leave it: the thread never gets an APC again.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    KeEnterCriticalRegion();
#if !BROKEN
    KeLeaveCriticalRegion();
#endif
    return STATUS_SUCCESS;
}
