// What is known of each context that a driver has inserted.
#ifndef PERSTREAM_FSRTL_CONTEXT_H
#define PERSTREAM_FSRTL_CONTEXT_H

#include "internal.h"

typedef enum fsrtl_kind { FSRTL_PER_STREAM, FSRTL_PER_FILE, FSRTL_PER_FILE_OBJECT } fsrtl_kind;

typedef struct fsrtl_context {
    struct fsrtl_context *next;
    FSRTL_PER_STREAM_CONTEXT *context; // the three kinds begin alike; the last has no FreeCallback
    fsrtl_kind kind;
    const void *host;  // header, per-file pointer or file object
    const void *owner; // here too, as a context in paged pool cannot be read at any IRQL
    PDRIVER_OBJECT driver;
    sim_identity identity; // of the block that it lies in
    sim_thread *freeing;   // runs its FreeCallback
    bool failed;           // could not be inserted: it is the driver's to free (G5)
    bool sibling_removed;  // another of the same owner was removed without an instance
} fsrtl_context;

// The driver that calls, as far as it can be known; NULL for the simulator's own.
PDRIVER_OBJECT fsrtl_caller(bool from_driver);
fsrtl_context *fsrtl_find(const void *context);
// All records, newest first.
const fsrtl_context *fsrtl_records(void);
// The checks of an insertion (G3, G6) and the record of it; false: do not insert.
bool fsrtl_note_insert(fsrtl_kind kind, const void *host, LIST_ENTRY *list,
                       FSRTL_PER_STREAM_CONTEXT *context, PDRIVER_OBJECT driver);
// Could not be inserted; returns the status.
NTSTATUS fsrtl_note_failure(fsrtl_kind kind, void *context, PDRIVER_OBJECT driver, NTSTATUS status);
void fsrtl_note_remove(FSRTL_PER_STREAM_CONTEXT *context);
// Removed without an instance: those of the same owner that are still there may have been forgotten
// (G8).
void fsrtl_note_siblings(LIST_ENTRY *list, const void *owner, const void *instance);
// The first that matches, or NULL (G4).
FSRTL_PER_STREAM_CONTEXT *fsrtl_match(LIST_ENTRY *list, const void *owner, const void *instance,
                                      const char *routine, bool from_driver);
// Takes out one after the other and calls its FreeCallback, without any lock.
void fsrtl_tear_down(LIST_ENTRY *list, fsrtl_kind kind, const void *host);

#endif
