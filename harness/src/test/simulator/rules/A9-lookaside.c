// A lookaside list of the driver's is not deleted at unload: the system goes on to trim a list that is gone.
#define STOP Stop
#include "driver.h"

static NPAGED_LOOKASIDE_LIST List;

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeNPagedLookasideList(&List, NULL, NULL, POOL_NX_ALLOCATION, 64, TAG, 0);
    return STATUS_SUCCESS;
}

static VOID Stop(VOID)
{
#if !BROKEN
    ExDeleteNPagedLookasideList(&List);
#endif
}
