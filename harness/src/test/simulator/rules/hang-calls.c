// A loop asks the same question for ever.
#include "driver.h"

static LONG Owner;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    Owner = 1;
#endif
    while (InterlockedCompareExchange(&Owner, 1, 0) != 0) {
        KeMemoryBarrier();
    }
    return STATUS_SUCCESS;
}
