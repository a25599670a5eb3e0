// A context is freed while it is inserted: the file system uses the memory when the file is closed,
// and the system stops.
#define REMOVE_ALL
#include "legacy_contexts.h"

static VOID RemoveAll(VOID)
{
#if BROKEN
    while (!IsListEmpty(&Marks)) {
        FreeMark(CONTAINING_RECORD(RemoveHeadList(&Marks), MARK, Marks));
    }
#endif
    RemoveMarks();
}
