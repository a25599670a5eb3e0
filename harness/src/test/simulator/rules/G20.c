// A filter tears down the contexts of a stream as if it were the file system: those of other
// filters go as well.
#define REMOVE_ALL
#include "legacy_contexts.h"

static VOID RemoveAll(VOID)
{
#if BROKEN
    if (!IsListEmpty(&Marks)) {
        FsRtlTeardownPerStreamContexts(CONTAINING_RECORD(Marks.Flink, MARK, Marks)->Header);
    }
#endif
    RemoveMarks();
}
