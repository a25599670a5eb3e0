// A block is freed twice: the second time it may be another driver's (0xC2).
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
    block = ExAllocatePool2(POOL_FLAG_PAGED, 64, TAG);
    if (block == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExFreePoolWithTag(block, TAG);
#if BROKEN
    ExFreePoolWithTag(block, TAG);
#endif
    return STATUS_SUCCESS;
}
