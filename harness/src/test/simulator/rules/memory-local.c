// An index leaves a local array.
#include "driver.h"

static volatile ULONG Last = 7 + BROKEN;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    volatile UCHAR name[8];
    volatile UCHAR *at = name;

    UNREFERENCED_PARAMETER(DriverObject);
    for (ULONG i = 0; i <= Last; i++) *at++ = 0;
    return name[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
