// A block is read after it was freed.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    volatile ULONG *block;
    ULONG value;

    UNREFERENCED_PARAMETER(DriverObject);
    block = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof *block, TAG);
    if (block == NULL) return STATUS_INSUFFICIENT_RESOURCES;
#if BROKEN
    ExFreePoolWithTag((PVOID)block, TAG);
    value = *block;
#else
    value = *block;
    ExFreePoolWithTag((PVOID)block, TAG);
#endif
    return value == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
