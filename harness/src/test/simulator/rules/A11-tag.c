// ExAllocatePool2 is given no tag: the call fails, always.
#include "driver.h"

#if BROKEN
#define THE_TAG 0
#else
#define THE_TAG TAG
#endif

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
    block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, THE_TAG);
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
