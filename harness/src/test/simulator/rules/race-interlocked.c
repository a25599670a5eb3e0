// One thread counts in one step and the other in two: what the first adds in between is lost.
#include "race.h"

static VOID Work(ULONG Number)
{
#if BROKEN
    if (Number == 2) {
        Shared->Users++;
        return;
    }
#endif
    InterlockedIncrement(&Shared->Users);
    if (Number == 2 && Shared->Users > 2) KeBugCheck(1); // a plain read of it is fine
}
