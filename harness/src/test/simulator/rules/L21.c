// A routine that may be paged out is called at DISPATCH_LEVEL: when it is out, the system cannot read it in and stops.
#include "driver.h"

static VOID Pageable(VOID)
{
    PAGED_CODE();
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    KSPIN_LOCK lock;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DriverObject);
    KeInitializeSpinLock(&lock);
    KeAcquireSpinLock(&lock, &irql);
#if BROKEN
    Pageable();
    KeReleaseSpinLock(&lock, irql);
#else
    KeReleaseSpinLock(&lock, irql);
    Pageable();
#endif
    return STATUS_SUCCESS;
}
