// The memory of a fast mutex is freed while the mutex is held: who waits for it, waits in freed pool.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PFAST_MUTEX mutex;

    UNREFERENCED_PARAMETER(DriverObject);
    mutex = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*mutex), TAG);
    if (mutex == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeFastMutex(mutex);
    ExAcquireFastMutex(mutex);
#if BROKEN
    ExFreePoolWithTag(mutex, TAG);
    KeLowerIrql(PASSIVE_LEVEL);
#else
    ExReleaseFastMutex(mutex);
    ExFreePoolWithTag(mutex, TAG);
#endif
    return STATUS_SUCCESS;
}
