// Two threads count in the same variable and take no lock: an increment is lost now and then.
#include "race.h"

static VOID Work(ULONG Number)
{
    UNREFERENCED_PARAMETER(Number);
#if BROKEN
    Shared->Count++;
#else
    ExAcquireFastMutex(&Shared->Mutex);
    Shared->Count++;
    ExReleaseFastMutex(&Shared->Mutex);
#endif
}
