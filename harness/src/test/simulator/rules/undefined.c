// A signed sum overflows, which the compiler may take for impossible.
#include "driver.h"

static volatile LONG Size = MAXLONG;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
#if BROKEN
    LONG total = Size + 1;
#else
    LONG total = Size < MAXLONG ? Size + 1 : MAXLONG;
#endif
    return total > 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
