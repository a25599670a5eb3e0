// An event lies in paged pool: KeSetEvent touches it at DISPATCH_LEVEL and stops the system when it is paged out.
#include "driver.h"

#if BROKEN
#define WHERE POOL_FLAG_PAGED
#else
#define WHERE POOL_FLAG_NON_PAGED
#endif

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PKEVENT event;

    UNREFERENCED_PARAMETER(DriverObject);
    event = ExAllocatePool2(WHERE, sizeof(*event), TAG);
    if (event == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(event, NotificationEvent, FALSE);
    KeSetEvent(event, IO_NO_INCREMENT, FALSE);
    ExFreePoolWithTag(event, TAG);
    return STATUS_SUCCESS;
}
