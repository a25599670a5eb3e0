// The driver is unloaded and leaves a block of pool: nobody can free it until the system is started anew.
#define STOP Stop
#include "driver.h"

static PVOID Block;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    Block = ExAllocatePool2(POOL_FLAG_PAGED, 64, TAG);
    return Block != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID Stop(VOID)
{
#if !BROKEN
    ExFreePoolWithTag(Block, TAG);
#endif
}
