// One byte more than was allocated is written: what lies behind the block is overwritten (0x19).
#include "driver.h"

#define SIZE 40

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    volatile UCHAR *block;

    UNREFERENCED_PARAMETER(DriverObject);
    block = ExAllocatePool2(POOL_FLAG_NON_PAGED, SIZE, TAG);
    if (block == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    for (ULONG i = 0; i < SIZE + BROKEN; i++) block[i] = 1;
    ExFreePoolWithTag((PVOID)block, TAG);
    return STATUS_SUCCESS;
}
