// Objects: their life and their references.
#include "objects.h"

ob_type ob_file_type = {.name = "File", .kind = "file object"};
ob_type ob_device_type = {.name = "Device", .kind = "device object"};
ob_type ob_driver_type = {.name = "Driver", .kind = "driver object"};
ob_type ob_event_type = {.name = "Event", .kind = "event object"};
ob_type ob_semaphore_type = {.name = "Semaphore", .kind = "semaphore object"};
ob_type ob_mutant_type = {.name = "Mutant", .kind = "mutant object"};
ob_type ob_timer_type = {.name = "Timer", .kind = "timer object"};
ob_type ob_section_type = {.name = "Section", .kind = "section object"};
ob_type ob_thread_type = {.name = "Thread", .kind = "thread object"};
ob_type ob_process_type = {.name = "Process", .kind = "process object"};
ob_type ob_token_type = {.name = "Token", .kind = "token object"};
ob_type ob_key_type = {.name = "Key", .kind = "key object"};
ob_type ob_transaction_type = {.name = "TmTx", .kind = "transaction object"};
ob_type ob_port_type = {.name = "FilterConnectionPort", .kind = "port object"};
ob_type ob_directory_type = {.name = "Directory", .kind = "directory object"};
ob_type ob_link_type = {.name = "SymbolicLink", .kind = "symbolic link"};

static SIM_STATE ke_map headers;
static SIM_STATE ob_header *newest;

ob_header *ob_header_of(const void *body) { return ke_map_get(&headers, body); }

ob_header *ob_first(void) { return newest; }

static ob_header *add(ob_type *type, void *body, void (*destroy)(void *body)) {
    ob_header *header = sim_alloc(sizeof(*header));

    *header = (ob_header){
        .next = newest, .type = type, .body = body, .destroy = destroy, .references = 1};
    header->identity = sim_identify(type->kind, body);
    if (newest) newest->previous = header;
    newest = header;
    ke_map_put(&headers, body, header);
    sim_history(header->identity, "created", 1);
    return header;
}

static void remove_header(ob_header *header) {
    if (header->previous) {
        header->previous->next = header->next;
    } else {
        newest = header->next;
    }
    if (header->next) header->next->previous = header->previous;
    ke_map_remove(&headers, header->body);
    sim_free(header);
}

void *ob_create(ob_type *type, size_t size, void (*destroy)(void *body)) {
    void *body = sim_heap_allocate(SIM_NONPAGED, size, 16, 0, 0);

    memset(body, 0, size);
    sim_heap_own(body, add(type, body, destroy)->identity);
    return body;
}

void ob_adopt(ob_type *type, void *body, void (*destroy)(void *body)) {
    add(type, body, destroy)->adopted = true;
}

bool ob_is(const void *body, const ob_type *type) {
    const ob_header *header = ob_header_of(body);

    return header && (!type || header->type == type);
}

ob_type *ob_type_of(const void *body) {
    ob_header *header = ob_header_of(body);

    return header ? header->type : NULL;
}

sim_identity ob_identity(const void *body) {
    ob_header *header = ob_header_of(body);

    return header ? header->identity : 0;
}

void ob_report_no_object(const void *address, const char *use) {
    sim_block block;
    bool found = sim_heap_find(address, &block);

    sim_stop(RULE_OBJECT, found ? block.identity : 0, SIM_BUGCHECK(0x18, 0, address, 0, 0),
             "%s of %p, %s", use, address,
             found && block.freed ? "an object that is gone: its last reference was released"
                                  : "which is no object");
}

void ob_reference(void *body) {
    ob_header *header = ob_header_of(body);

    if (!header) ob_report_no_object(body, "Reference");
    header->references++;
    sim_history(header->identity, "referenced", header->references);
}

static void end(ob_header *header) {
    void *body = header->body;
    bool adopted = header->adopted;

    race_acquire(body);
    header->references = 1; // `destroy` may use the object, references included
    if (header->destroy) header->destroy(body);
    ob_forget_name(header);
    sim_history(header->identity, "deleted", 0);
    remove_header(header);
    if (adopted) return;
    {
        sim_block block;

        sim_heap_find(body, &block);
        ke_memory_ends(body, block.size, block.identity);
    }
    sim_heap_free(body);
}

void ob_dereference(void *body) {
    ob_header *header = ob_header_of(body);

    if (!header) ob_report_no_object(body, "Dereference");
    race_release(body);
    header->references--;
    sim_history(header->identity, "released", header->references);
    if (header->references < 0) {
        sim_stop(RULE_OBJECT, header->identity, SIM_BUGCHECK(0x18, header->type, body, 0, 0),
                 "%s %s is dereferenced more often than it was referenced",
                 ke_article(header->type->kind, true), header->type->kind);
    }
    if (header->references == 0 && !header->permanent) end(header);
}

int ob_reference_count(const void *body) {
    ob_header *header = ob_header_of(body);

    return header ? header->references : 0;
}

uint32_t ob_handle_count(const void *body) {
    ob_header *header = ob_header_of(body);

    return header ? header->handles : 0;
}

void ob_keep(void *body, bool permanent) {
    ob_header *header = ob_header_of(body);

    if (!header) ob_report_no_object(body, "A change");
    header->permanent = permanent;
    if (!permanent && header->references == 0) end(header);
}

void ob_grant(void *body) {
    ob_header *header = ob_header_of(body);

    if (!header) ob_report_no_object(body, "A grant");
    header->granted++;
}

// References that drivers still hold when everything is unloaded.
static void check_end(void) {
    for (ob_header *header = newest; header; header = header->next) {
        if (header->granted <= 0) continue;
        sim_report(RULE_OBJECT, header->identity, SIM_NO_BUGCHECK,
                   "The driver is unloaded and holds %d reference%s to %s %s that it did not "
                   "release with ObDereferenceObject",
                   header->granted, header->granted == 1 ? "" : "s",
                   ke_article(header->type->kind, false), header->type->kind);
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
