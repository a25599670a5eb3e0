// What is used under run-down protection is changed before the wait for its users: one of them may still read it.
#include "race.h"

static VOID Work(ULONG Number)
{
    if (Number == 1) {
        if (!ExAcquireRundownProtection(&Shared->Rundown)) return;
        if (Shared->Memory != NULL) KeBugCheck(1);
        ExReleaseRundownProtection(&Shared->Rundown);
        return;
    }
#if BROKEN
    Shared->Memory = NULL;
    ExWaitForRundownProtectionRelease(&Shared->Rundown);
#else
    ExWaitForRundownProtectionRelease(&Shared->Rundown);
    Shared->Memory = NULL;
#endif
}
