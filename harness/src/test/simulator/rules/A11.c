// ExAllocatePool2 is given a POOL_TYPE: PagedPool is the number of POOL_FLAG_USE_QUOTA, names no pool, and the call fails.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    block = ExAllocatePool2(PagedPool, 64, TAG);
#else
    block = ExAllocatePool2(POOL_FLAG_PAGED, 64, TAG);
#endif
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
