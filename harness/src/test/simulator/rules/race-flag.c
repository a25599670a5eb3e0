// A flag says that a value is there, but nothing orders the two: the processor may show the flag first.
#include "race.h"

static VOID Work(ULONG Number)
{
    if (Number == 1) {
        Shared->Count = 7;
#if BROKEN
        Shared->Users = 1;
#else
        WriteRelease(&Shared->Users, 1);
#endif
        return;
    }
#if BROKEN
    if (Shared->Users && Shared->Count > 7) KeBugCheck(1);
#else
    if (ReadAcquire(&Shared->Users) && Shared->Count > 7) KeBugCheck(1);
#endif
}
