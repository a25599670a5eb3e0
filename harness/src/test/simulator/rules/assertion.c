// What the driver's author held for certain is not so when a second thread counts without a lock.
#include "driver.h"

static LONG Count;

static VOID CountOne(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
#if BROKEN
    Count = ReadNoFence(&Count) + 2;
#else
    InterlockedIncrement(&Count);
#endif
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID thread;

    UNREFERENCED_PARAMETER(DriverObject);
    thread = StartThread(CountOne, NULL);
    if (thread == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    JoinThread(thread);
    NT_ASSERT(Count == 1);
    return STATUS_SUCCESS;
}
