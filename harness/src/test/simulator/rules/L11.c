// Two mutexes are taken in one order here and in the other there: sooner or later two threads wait for each other.
#include "driver.h"

static FAST_MUTEX First, Second;

static VOID TakeBoth(PFAST_MUTEX Outer, PFAST_MUTEX Inner)
{
    ExAcquireFastMutex(Outer);
    ExAcquireFastMutex(Inner);
    ExReleaseFastMutex(Inner);
    ExReleaseFastMutex(Outer);
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeFastMutex(&First);
    ExInitializeFastMutex(&Second);
    TakeBoth(&First, &Second);
#if BROKEN
    TakeBoth(&Second, &First);
#else
    TakeBoth(&First, &Second);
#endif
    return STATUS_SUCCESS;
}
