// A block is freed with another tag than it was allocated with (0xC2, 0x0A).
#include "driver.h"

#if BROKEN
#define TAG_AT_FREE 'rehO'
#else
#define TAG_AT_FREE TAG
#endif

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
    block = ExAllocatePool2(POOL_FLAG_PAGED, 64, TAG);
    if (block != NULL) ExFreePoolWithTag(block, TAG_AT_FREE);
    return STATUS_SUCCESS;
}
