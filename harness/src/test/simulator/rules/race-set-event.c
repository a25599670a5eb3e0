// A result is stored only after the event was set that says it is there: who waited for it may read what was before.
#include "race.h"

static VOID Work(ULONG Number)
{
    if (Number == 1) {
#if BROKEN
        KeSetEvent(&Shared->Event, IO_NO_INCREMENT, FALSE);
        Shared->Count = 7;
#else
        Shared->Count = 7;
        KeSetEvent(&Shared->Event, IO_NO_INCREMENT, FALSE);
#endif
        return;
    }
    KeWaitForSingleObject(&Shared->Event, Executive, KernelMode, FALSE, NULL);
    if (Shared->Count > 7) KeBugCheck(1);
}
