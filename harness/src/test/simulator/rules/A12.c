// NonPagedPool without the opt-in is executable since Windows 8: Driver Verifier's code integrity checks stop the system.
#if !BROKEN
#define POOL_NX_OPTIN 1
#endif
#include "driver.h"

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    PVOID block;

    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeDriverRuntime(BROKEN ? 0 : DrvRtPoolNxOptIn);
    block = ExAllocatePoolWithTag(NonPagedPool, 64, TAG);
    if (block != NULL) ExFreePoolWithTag(block, TAG);
    return STATUS_SUCCESS;
}
