// More is written to a parameter than it has room for, and the return address is behind it. Windows stops with
// DRIVER_OVERRAN_STACK_BUFFER when the routine returns.
#include "driver.h"

static volatile SIZE_T Count = BROKEN ? 8 : 1;

static __attribute__((noinline)) ULONGLONG Fill(ULONGLONG Value)
{
    RtlFillMemory(&Value, Count * sizeof(Value), 1);
    return Value;
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    return Fill(0) != 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
