// Handles. Their numbers are not used again, so that one that is closed twice is told from another.
#include "objects.h"

#define KERNEL_HANDLES 0xFFFFFFFF80000000u
#define FIRST_CAPACITY 32u

typedef struct handle_entry {
    void *body; // NULL: closed
    PEPROCESS process; // NULL: a kernel handle
    ACCESS_MASK access;
    bool granted; // a driver asked for it
} handle_entry;

static SIM_STATE handle_entry *entries;
static SIM_STATE uint32_t count, capacity;

static HANDLE handle_of(uint32_t index, bool kernel) {
    uintptr_t number = (uintptr_t)(index + 1) * 4;

    return (HANDLE)(kernel ? number | KERNEL_HANDLES : number);
}

// NULL: not an open handle, or one of another process.
static handle_entry *entry_of(HANDLE handle) {
    uintptr_t number = (uintptr_t)handle;
    bool kernel = (number & KERNEL_HANDLES) == KERNEL_HANDLES;
    uintptr_t index = (kernel ? number & ~(uintptr_t)KERNEL_HANDLES : number) / 4 - 1;
    handle_entry *entry;

    if (number == 0 || index >= count) return NULL;
    entry = &entries[index];
    if (!entry->body || kernel != (entry->process == NULL)) return NULL;
    return kernel || entry->process == ps_current_process() ? entry : NULL;
}

static void grow(void) {
    uint32_t larger = capacity ? capacity * 2 : FIRST_CAPACITY;
    handle_entry *more = sim_alloc(larger * sizeof(*more));

    if (count) memcpy(more, entries, count * sizeof(*more));
    if (entries) sim_free(entries);
    entries = more;
    capacity = larger;
}

static HANDLE insert(void *body, ACCESS_MASK access, bool kernel, bool granted) {
    ob_header *header = ob_header_of(body);

    ob_reference(body);
    header->handles++;
    sim_history(header->identity, "handle opened", header->references);
    if (count == capacity) grow();
    entries[count] = (handle_entry){body, kernel ? NULL : ps_current_process(), access, granted};
    return handle_of(count++, kernel);
}

HANDLE ob_insert_handle(void *body, ACCESS_MASK access, bool kernel) {
    return insert(body, access, kernel, kernel);
}

HANDLE ob_grant_handle(void *body, ACCESS_MASK access, bool kernel) {
    return insert(body, access, kernel, true);
}

void *ob_from_handle(HANDLE handle) {
    handle_entry *entry;

    if (handle == ZwCurrentProcess()) return ps_current_process();
    if (handle == ZwCurrentThread()) return sim_current;
    entry = entry_of(handle);
    return entry ? entry->body : NULL;
}

ACCESS_MASK ob_handle_access(HANDLE handle) {
    handle_entry *entry = entry_of(handle);

    return entry ? entry->access : 0;
}

NTSTATUS ob_close_handle(HANDLE handle) {
    handle_entry *entry = entry_of(handle);
    ob_header *header;
    void *body;

    if (!entry) return STATUS_INVALID_HANDLE;
    body = entry->body;
    header = ob_header_of(body);
    entry->body = NULL;
    header->handles--;
    sim_history(header->identity, "handle closed", header->references);
    if (header->type->close) header->type->close(body, ps_current_process(), header->handles);
    ob_dereference(body);
    return STATUS_SUCCESS;
}

static void check_end(void) {
    for (uint32_t i = 0; i < count; i++) {
        const handle_entry *entry = &entries[i];

        if (!entry->body || !entry->granted) continue;
        sim_report(RULE_OBJECT, ob_identity(entry->body), SIM_NO_BUGCHECK,
                   "The driver is unloaded and left a handle to %s %s open",
                   ke_article(ob_type_of(entry->body)->kind, false), ob_type_of(entry->body)->kind);
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
