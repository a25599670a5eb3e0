// A POOL_FLAG is given where a POOL_TYPE belongs: 0x40 is no pool type, and what the system makes of it is chance.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    block = ExAllocatePoolWithTag((POOL_TYPE)POOL_FLAG_NON_PAGED, 64, TAG);
#else
    block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);
#endif
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
