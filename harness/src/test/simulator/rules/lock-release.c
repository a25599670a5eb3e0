// A spin lock is released twice: the second time it may be another processor's.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    KSPIN_LOCK lock;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DriverObject);
    KeInitializeSpinLock(&lock);
    KeAcquireSpinLock(&lock, &irql);
#if BROKEN
    KeReleaseSpinLockFromDpcLevel(&lock);
#endif
    KeReleaseSpinLock(&lock, irql);
    return STATUS_SUCCESS;
}
