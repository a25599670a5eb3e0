// The memory of a timer that is set is freed: when it is due, the system follows links through freed pool.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    LARGE_INTEGER due;
    PKTIMER timer;

    UNREFERENCED_PARAMETER(DriverObject);
    timer = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*timer), TAG);
    if (timer == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    due.QuadPart = -10 * 1000 * 1000;
    KeInitializeTimer(timer);
    KeSetTimer(timer, due, NULL);
#if !BROKEN
    KeCancelTimer(timer);
#endif
    ExFreePoolWithTag(timer, TAG);
    return STATUS_SUCCESS;
}
