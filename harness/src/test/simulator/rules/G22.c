// The filter has no FastIoDetachDevice: when a volume's device goes, the filter's stays attached to
// nothing.
#define PREPARE PrepareFastIo
#include "legacy.h"

static NTSTATUS PrepareFastIo(VOID)
{
#if BROKEN
    FastIo.FastIoDetachDevice = NULL;
#endif
    return STATUS_SUCCESS;
}
