// The rules of contexts, whatever they are attached to.
#include "fsrtl_context.h"

SIM_STATE static fsrtl_context *inserted; // with those whose FreeCallback runs

static const char *const kind_names[] = {"per-stream context", "per-file context",
                                         "per-file-object context"};

PDRIVER_OBJECT fsrtl_caller(bool from_driver) {
    if (!from_driver) return NULL;
    io_callout *callout = io_current_callout();
    if (callout != NULL && callout->driver != NULL) return callout->driver;
    // A thread or a callback of the Filter Manager's: of the only driver under test, mostly.
    for (io_driver *driver = io_drivers(); driver != NULL; driver = driver->next) {
        if (driver->under_test && !driver->unloaded) return &driver->public;
    }
    return NULL;
}

fsrtl_context *fsrtl_find(const void *context) {
    fsrtl_context *record = inserted;
    while (record != NULL && (record->context != context || record->failed)) record = record->next;
    return record;
}

const fsrtl_context *fsrtl_records(void) { return inserted; }

static void drop(fsrtl_context *record) {
    fsrtl_context **link = &inserted;
    while (*link != record) link = &(*link)->next;
    *link = record->next;
    sim_free(record);
}

static bool is_poison(const void *pointer) {
    return (uintptr_t)pointer == (uintptr_t)0xCDCDCDCDCDCDCDCDull;
}

static void check_initialised(fsrtl_kind kind, const FSRTL_PER_STREAM_CONTEXT *context,
                              sim_identity identity) {
    const char *missing = NULL;
    if (context->OwnerId == NULL || is_poison(context->OwnerId)) missing = "OwnerId";
    if (is_poison(context->InstanceId)) missing = "InstanceId";
    if (kind != FSRTL_PER_FILE_OBJECT &&
        (context->FreeCallback == NULL || is_poison((void *)context->FreeCallback))) {
        missing = "FreeCallback";
    }
    if (missing == NULL) return;
    sim_report(RULE_G3, identity, SIM_NO_BUGCHECK, "A %s is inserted whose %s is not set",
               kind_names[kind], missing);
}

static void check_unique(fsrtl_kind kind, LIST_ENTRY *list,
                         const FSRTL_PER_STREAM_CONTEXT *context, sim_identity identity) {
    for (LIST_ENTRY *entry = list->Flink; entry != list; entry = entry->Flink) {
        const FSRTL_PER_STREAM_CONTEXT *other = (const FSRTL_PER_STREAM_CONTEXT *)entry;
        if (other->OwnerId != context->OwnerId) continue;
        if (other->InstanceId != context->InstanceId) continue;
        sim_report(RULE_G6, identity, SIM_NO_BUGCHECK,
                   "A second %s of the same owner and instance is inserted: lookup and insert were "
                   "not one step",
                   kind_names[kind]);
        return;
    }
}

static void forget_failure(const void *context) {
    for (fsrtl_context *record = inserted; record != NULL; record = record->next) {
        if (record->context != context || !record->failed) continue;
        drop(record);
        return;
    }
}

NTSTATUS fsrtl_note_failure(fsrtl_kind kind, void *context, PDRIVER_OBJECT driver,
                            NTSTATUS status) {
    sim_block block;
    if (driver == NULL || !sim_heap_find(context, &block) || block.freed) return status;
    forget_failure(context);
    fsrtl_context *record = sim_alloc(sizeof *record);
    *record = (fsrtl_context){.next = inserted, .context = context, .kind = kind, .driver = driver,
                              .identity = block.identity, .failed = true};
    inserted = record;
    sim_history(block.identity, "not inserted", -1);
    return status;
}

bool fsrtl_note_insert(fsrtl_kind kind, const void *host, LIST_ENTRY *list,
                       FSRTL_PER_STREAM_CONTEXT *context, PDRIVER_OBJECT driver) {
    sim_block block;
    sim_identity identity = sim_heap_find(context, &block) ? block.identity : 0;
    if (driver != NULL) {
        check_initialised(kind, context, identity);
        if (fsrtl_find(context) != NULL) {
            sim_report(RULE_DDI, identity, SIM_NO_BUGCHECK, "A %s is inserted twice",
                       kind_names[kind]);
            return false;
        }
        check_unique(kind, list, context, identity);
    }
    forget_failure(context);
    fsrtl_context *record = sim_alloc(sizeof *record);
    *record = (fsrtl_context){.next = inserted, .context = context, .kind = kind, .host = host,
                              .owner = context->OwnerId, .driver = driver, .identity = identity};
    inserted = record;
    sim_history(identity, "inserted", -1);
    return true;
}

void fsrtl_note_remove(FSRTL_PER_STREAM_CONTEXT *context) {
    fsrtl_context *record = fsrtl_find(context);
    if (record == NULL) return;
    sim_history(record->identity, "removed", -1);
    drop(record);
}

void fsrtl_note_siblings(LIST_ENTRY *list, const void *owner, const void *instance) {
    if (owner == NULL || instance != NULL) return;
    for (LIST_ENTRY *entry = list->Flink; entry != list; entry = entry->Flink) {
        if (((FSRTL_PER_STREAM_CONTEXT *)entry)->OwnerId != owner) continue;
        fsrtl_context *record = fsrtl_find(entry);
        if (record != NULL) record->sibling_removed = true;
    }
}

FSRTL_PER_STREAM_CONTEXT *fsrtl_match(LIST_ENTRY *list, const void *owner, const void *instance,
                                      const char *routine, bool from_driver) {
    if (from_driver && owner == NULL) {
        sim_report(RULE_G4, 0, SIM_NO_BUGCHECK, "%s was called without an OwnerId%s", routine,
                   instance == NULL ? ": it finds anybody's context" : "");
    }
    for (LIST_ENTRY *entry = list->Flink; entry != list; entry = entry->Flink) {
        FSRTL_PER_STREAM_CONTEXT *context = (FSRTL_PER_STREAM_CONTEXT *)entry;
        if (owner != NULL && context->OwnerId != owner) continue;
        if (instance != NULL && context->InstanceId != instance) continue;
        return context;
    }
    return NULL;
}

// --- The end of the file's part ------------------------------------------------------------------

static void call_free(fsrtl_context *record, FSRTL_PER_STREAM_CONTEXT *context) {
    PFREE_FUNCTION routine = context->FreeCallback;
    if (record->driver == NULL) {
        drop(record);
        routine(context);
        return;
    }
    record->freeing = sim_current;
    sim_history(record->identity, "given to its FreeCallback", -1);
    io_callout callout;
    io_callout_begin(&callout, IO_IN_FREE_CALLBACK, record->driver, NULL, "FreeCallback", 0);
    routine(context);
    io_callout_end(&callout);
    drop(record);
}

void fsrtl_tear_down(LIST_ENTRY *list, fsrtl_kind kind, const void *host) {
    while (list->Flink != list) {
        LIST_ENTRY *entry = list->Flink;
        fsrtl_context *record = fsrtl_find(entry);
        if (record == NULL) {
            sim_stop(RULE_G20, 0, SIM_NO_BUGCHECK,
                     "The list of a file's contexts has an entry that was not inserted by a "
                     "routine for it");
        }
        RemoveEntryList(entry);
        // The list is free for others from here on: a removal finds nothing, though the context is
        // still there.
        call_free(record, (FSRTL_PER_STREAM_CONTEXT *)entry);
    }
}

// --- What happens to a context behind the list's back --------------------------------------------

static bool lies_in(const void *pointer, const void *address, size_t size) {
    return (uintptr_t)pointer - (uintptr_t)address < size;
}

static void context_freed(fsrtl_context *record) {
    if (record->freeing != NULL) {
        if (record->freeing == sim_current) return;
        sim_stop(RULE_G9, record->identity, SIM_BUGCHECK(0x19, 0, record->context, 0, 0),
                   "A %s is freed while its FreeCallback runs: what remove did not return is not "
                   "the caller's",
                   kind_names[record->kind]);
    }
    sim_report(RULE_G7, record->identity, SIM_NO_BUGCHECK,
               "A %s is freed without being removed: the file system will use it when the file "
               "is closed",
               kind_names[record->kind]);
    RemoveEntryList(&record->context->Links);
    drop(record);
}

void fsrtl_block_freed(const void *address, size_t size) {
    for (fsrtl_context *record = inserted, *next; record != NULL; record = next) {
        next = record->next;
        if (lies_in(record->context, address, size)) {
            if (record->failed) drop(record);
            else context_freed(record);
        } else if (!record->failed && record->freeing == NULL &&
                   lies_in(record->owner, address, size)) {
            sim_report(RULE_G14, record->identity, SIM_NO_BUGCHECK,
                       "The owner of a %s goes while the context is inserted",
                       kind_names[record->kind]);
        }
    }
}

void fsrtl_driver_ends(PDRIVER_OBJECT driver) {
    for (fsrtl_context *record = inserted, *next; record != NULL; record = next) {
        next = record->next;
        if (record->driver != driver) continue;
        if (record->failed) {
            sim_report(RULE_G5, record->identity, SIM_BUGCHECK(0xC4, 0x62, 0, 0, 1),
                       "A %s that could not be inserted is left when the driver goes",
                       kind_names[record->kind]);
            ex_pool_excuse(record->context);
            drop(record);
            continue;
        }
        if (record->freeing != NULL) {
            sim_stop(RULE_G13, record->identity, SIM_BUGCHECK(0xCE, 0, 0, 0, 0),
                     "The driver goes while the FreeCallback of a %s runs",
                     kind_names[record->kind]);
        }
        sim_report(record->sibling_removed ? RULE_G8 : RULE_G13, record->identity,
                   SIM_BUGCHECK(0xCE, 0, 0, 0, 0),
                   "The driver goes while a %s of its own is inserted%s", kind_names[record->kind],
                   record->sibling_removed ? ": remove takes one at a time" : "");
        ex_pool_excuse(record->context);
        RemoveEntryList(&record->context->Links);
        drop(record);
    }
}
