// Two threads count in a variable, each with the queued spin lock but for one that forgot: an increment is lost now and then.
#include "race.h"

static VOID Work(ULONG Number)
{
    KLOCK_QUEUE_HANDLE handle;

#if BROKEN
    if (Number == 2) {
        Shared->Count++;
        return;
    }
#else
    UNREFERENCED_PARAMETER(Number);
#endif
    KeAcquireInStackQueuedSpinLock(&Shared->SpinLock, &handle);
    Shared->Count++;
    KeReleaseInStackQueuedSpinLock(&handle);
}
