// Two threads count in a variable, each with the fast mutex but for one that forgot: an increment is lost now and then.
#include "race.h"

static VOID Work(ULONG Number)
{
#if BROKEN
    if (Number == 2) {
        Shared->Count++;
        return;
    }
#else
    UNREFERENCED_PARAMETER(Number);
#endif
    ExAcquireFastMutex(&Shared->Mutex);
    Shared->Count++;
    ExReleaseFastMutex(&Shared->Mutex);
}
