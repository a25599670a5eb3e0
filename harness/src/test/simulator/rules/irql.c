// A routine for PASSIVE_LEVEL is called while a fast mutex keeps the thread at APC_LEVEL.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    FAST_MUTEX mutex;
    HANDLE event;

    UNREFERENCED_PARAMETER(DriverObject);
    if (!NT_SUCCESS(ZwCreateEvent(&event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE))) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ExInitializeFastMutex(&mutex);
    ExAcquireFastMutex(&mutex);
#if BROKEN
    ZwClose(event);
    ExReleaseFastMutex(&mutex);
#else
    ExReleaseFastMutex(&mutex);
    ZwClose(event);
#endif
    return STATUS_SUCCESS;
}
