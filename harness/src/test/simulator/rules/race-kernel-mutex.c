// Two threads count in a variable, each with the mutex but for one that forgot: an increment is lost now and then.
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
    KeWaitForSingleObject(&Shared->KernelMutex, Executive, KernelMode, FALSE, NULL);
    Shared->Count++;
    KeReleaseMutex(&Shared->KernelMutex, FALSE);
}
