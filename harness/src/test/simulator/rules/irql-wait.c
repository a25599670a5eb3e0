// A thread waits at DISPATCH_LEVEL, where its processor cannot run another one: the system stops.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    LARGE_INTEGER timeout;
    KEVENT event;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DriverObject);
    KeInitializeEvent(&event, NotificationEvent, FALSE);
    timeout.QuadPart = BROKEN ? -10000 : 0;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &timeout);
    KeLowerIrql(irql);
    return STATUS_SUCCESS;
}
