// A loop waits for what nobody will ever do, without a wait: the processor is lost.
#include "driver.h"

static volatile LONG Stopped = !BROKEN;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    while (!Stopped) {
    }
    return STATUS_SUCCESS;
}
