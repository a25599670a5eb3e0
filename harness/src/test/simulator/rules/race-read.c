// A value is read without the lock with which another thread sets it: it is of no known time, or half of each.
#include "race.h"

static VOID Work(ULONG Number)
{
    LONG64 total;

    if (Number == 1) {
        ExAcquireResourceExclusiveLite(&Shared->Resource, TRUE);
        Shared->Total = 7;
        ExReleaseResourceLite(&Shared->Resource);
        return;
    }
#if BROKEN
    total = Shared->Total;
#else
    ExAcquireResourceSharedLite(&Shared->Resource, TRUE);
    total = Shared->Total;
    ExReleaseResourceLite(&Shared->Resource);
#endif
    if (total > 7) KeBugCheck(1);
}
