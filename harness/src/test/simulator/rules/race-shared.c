// A push lock that is only held shared does not keep two writers apart.
#include "race.h"

static VOID Work(ULONG Number)
{
    UNREFERENCED_PARAMETER(Number);
#if BROKEN
    ExAcquirePushLockShared(&Shared->PushLock);
    Shared->Count++;
    ExReleasePushLockShared(&Shared->PushLock);
#else
    ExAcquirePushLockShared(&Shared->PushLock);
    if (Shared->Count > 1) Shared->Memory = NULL; // never
    ExReleasePushLockShared(&Shared->PushLock);
    ExAcquirePushLockExclusive(&Shared->PushLock);
    Shared->Count = 1;
    ExReleasePushLockExclusive(&Shared->PushLock);
#endif
}
