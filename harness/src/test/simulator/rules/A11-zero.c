// Before Windows 10, version 2004, ExAllocatePoolZero zeroes only for drivers that define POOL_ZERO_DOWN_LEVEL_SUPPORT and
// initialize the run-time first.
#if !BROKEN
#define POOL_ZERO_DOWN_LEVEL_SUPPORT
#endif
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PUCHAR block;
    BOOLEAN zero;

    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    block = ExAllocatePoolZero(PagedPool, 64, TAG);
    if (block == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    zero = block[0] == 0 && block[63] == 0;
    ExFreePoolWithTag(block, TAG);
    return zero || BROKEN ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
