// A handle is left open at unload: the object that it refers to stays for ever.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    HANDLE event;

    UNREFERENCED_PARAMETER(DriverObject);
    if (NT_SUCCESS(ZwCreateEvent(&event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE))) {
#if !BROKEN
        ZwClose(event);
#endif
    }
    return STATUS_SUCCESS;
}
