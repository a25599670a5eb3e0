// A name is compared without the lock with which another thread replaces it: it is half of each.
#include "race.h"

static VOID Work(ULONG Number)
{
    static const UNICODE_STRING wanted = RTL_CONSTANT_STRING(L"two");
    UNICODE_STRING name = {0, sizeof(Shared->Text), Shared->Text};

    if (Number == 1) {
        ExAcquirePushLockExclusive(&Shared->PushLock);
        RtlCopyUnicodeString(&name, &wanted);
        ExReleasePushLockExclusive(&Shared->PushLock);
        return;
    }
    name.Length = wanted.Length;
#if !BROKEN
    ExAcquirePushLockExclusive(&Shared->PushLock);
#endif
    if (RtlEqualUnicodeString(&name, &wanted, TRUE)) Shared->Total = 1;
#if !BROKEN
    ExReleasePushLockExclusive(&Shared->PushLock);
#endif
}
