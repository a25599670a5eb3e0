// Two threads count in a variable, each with the spin lock but for one that forgot: an increment is lost now and then.
#include "race.h"

static VOID Work(ULONG Number)
{
    KIRQL irql;

#if BROKEN
    if (Number == 2) {
        Shared->Count++;
        return;
    }
#else
    UNREFERENCED_PARAMETER(Number);
#endif
    KeAcquireSpinLock(&Shared->SpinLock, &irql);
    Shared->Count++;
    KeReleaseSpinLock(&Shared->SpinLock, irql);
}
