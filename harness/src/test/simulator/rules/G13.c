// The driver goes and leaves its contexts: the file system calls a FreeCallback that is not there
// any more.
#define REMOVE_ALL
#include "legacy_contexts.h"

static VOID RemoveAll(VOID)
{
#if !BROKEN
    RemoveMarks();
#endif
}
