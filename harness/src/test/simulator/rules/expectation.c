// DriverEntry fails where nothing made it fail.
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    return BROKEN ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}
