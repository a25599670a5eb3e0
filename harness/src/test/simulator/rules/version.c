// ExAllocatePool2 came with Windows 10, version 2004: an older system does not load a driver that imports it.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    block = ExAllocatePool2(POOL_FLAG_PAGED, 64, TAG);
#else
    block = ExAllocatePoolWithTag(PagedPool, 64, TAG);
#endif
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
