// Who sets a value, gives back a lock that has nothing to do with it and looks at the value again has ordered nothing.
#include "race.h"

static VOID Work(ULONG Number)
{
    if (Number == 1) {
#if !BROKEN
        ExAcquireFastMutex(&Shared->Mutex);
#endif
        Shared->Count = 7;
#if BROKEN
        ExAcquireFastMutex(&Shared->Mutex);
#endif
        ExReleaseFastMutex(&Shared->Mutex);
        if (Shared->Count > 7) KeBugCheck(1);
        return;
    }
#if !BROKEN
    ExAcquireFastMutex(&Shared->Mutex);
#endif
    if (Shared->Count > 7) KeBugCheck(1);
#if !BROKEN
    ExReleaseFastMutex(&Shared->Mutex);
#endif
}
