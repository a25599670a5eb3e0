// A work item is queued before what it is to work on is complete: its thread may run at once.
#include "race.h"

static WORK_QUEUE_ITEM Item;

static VOID Run(PVOID Context)
{
    SHARED *shared = Context;

    if (shared->Count > 7) KeBugCheck(1);
    KeSetEvent(&shared->Event, IO_NO_INCREMENT, FALSE);
}

static VOID Work(ULONG Number)
{
    if (Number != 1) return;
    ExInitializeWorkItem(&Item, Run, Shared);
#if BROKEN
    ExQueueWorkItem(&Item, DelayedWorkQueue);
    Shared->Count = 7;
#else
    Shared->Count = 7;
    ExQueueWorkItem(&Item, DelayedWorkQueue);
#endif
    KeWaitForSingleObject(&Shared->Event, Executive, KernelMode, FALSE, NULL);
    Shared->Count = 0; // the work item has done with it
}
