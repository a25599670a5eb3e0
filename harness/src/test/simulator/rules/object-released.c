// An object is dereferenced once more than it was referenced: it goes while others use it (0x18).
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    HANDLE handle;
    PVOID event;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DriverObject);
    status = ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE);
    if (!NT_SUCCESS(status)) return status;
    status = ObReferenceObjectByHandle(handle, EVENT_ALL_ACCESS, *ExEventObjectType, KernelMode, &event, NULL);
    if (NT_SUCCESS(status)) {
        ObDereferenceObject(event);
#if BROKEN
        ObDereferenceObject(event);
#endif
    }
    ZwClose(handle);
    return STATUS_SUCCESS;
}
