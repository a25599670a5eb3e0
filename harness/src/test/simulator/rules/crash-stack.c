// A recursion that nothing ends runs off the kernel stack: the system stops with a double fault (0x7F).
#include "driver.h"

static volatile ULONG Depth;

static ULONG Descend(volatile ULONG *Level)
{
    volatile ULONG next[64];

    next[0] = *Level + 1;
#if !BROKEN
    if (next[0] > 10) return next[0];
#endif
    return Descend(next) + next[0];
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    return Descend(&Depth) > 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
