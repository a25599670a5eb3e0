// Paged pool is allocated while a spin lock is held: the allocator may have to wait for a page, and cannot.
#include "driver.h"

#if BROKEN
#define WHERE POOL_FLAG_PAGED
#else
#define WHERE POOL_FLAG_NON_PAGED
#endif

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    KSPIN_LOCK lock;
    KIRQL irql;
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
    KeInitializeSpinLock(&lock);
    KeAcquireSpinLock(&lock, &irql);
    block = ExAllocatePool2(WHERE | POOL_FLAG_UNINITIALIZED, 64, TAG);
    KeReleaseSpinLock(&lock, irql);
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
