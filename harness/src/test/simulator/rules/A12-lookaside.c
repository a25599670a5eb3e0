// A lookaside list hands out executable memory, because nobody asked it for the other kind.
#include "driver.h"

#if BROKEN
#define FLAGS 0
#else
#define FLAGS POOL_NX_ALLOCATION
#endif

static NTSTATUS Start(PDRIVER_OBJECT DriverObject)
{
    static NPAGED_LOOKASIDE_LIST list;

    UNREFERENCED_PARAMETER(DriverObject);
    ExInitializeNPagedLookasideList(&list, NULL, NULL, FLAGS, 64, TAG, 0);
    ExDeleteNPagedLookasideList(&list);
    return STATUS_SUCCESS;
}
