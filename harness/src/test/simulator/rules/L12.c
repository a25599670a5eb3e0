// A routine that takes the fast mutex calls another that takes it as well: the thread waits for itself.
#include "driver.h"

static FAST_MUTEX Mutex;
static ULONG Count;

static VOID CountOne(VOID)
{
    ExAcquireFastMutex(&Mutex);
    Count++;
    ExReleaseFastMutex(&Mutex);
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeFastMutex(&Mutex);
    ExAcquireFastMutex(&Mutex);
#if !BROKEN
    ExReleaseFastMutex(&Mutex);
#endif
    CountOne();
#if BROKEN
    ExReleaseFastMutex(&Mutex);
#endif
    return STATUS_SUCCESS;
}
