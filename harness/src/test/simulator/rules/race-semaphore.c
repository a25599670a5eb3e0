// A thread goes on without waiting for the semaphore that another one releases when the result is there.
#include "race.h"

static VOID Work(ULONG Number)
{
    if (Number == 1) {
        Shared->Count = 7;
        KeReleaseSemaphore(&Shared->Semaphore, IO_NO_INCREMENT, 1, FALSE);
        return;
    }
#if !BROKEN
    KeWaitForSingleObject(&Shared->Semaphore, Executive, KernelMode, FALSE, NULL);
#endif
    if (Shared->Count > 7) KeBugCheck(1);
}
