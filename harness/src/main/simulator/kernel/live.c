// Structures that the kernel still knows when their memory is freed or their driver unloaded.
#include "internal.h"

static SIM_STATE ke_live *first;
static SIM_STATE ke_map by_address;

typedef struct live_facts {
    const char *name;   // as drivers know it, with its article
    const char *end_by; // what ends it
} live_facts;

static const live_facts facts[] = {
    [KE_LIVE_RESOURCE] = {"an ERESOURCE", "ExDeleteResourceLite"},
    [KE_LIVE_LOOKASIDE] = {"a lookaside list", "the routine that deletes lookaside lists"},
    [KE_LIVE_TIMER] = {"a timer that is set", "KeCancelTimer"},
    [KE_LIVE_DPC] = {"a queued DPC", "KeRemoveQueueDpc or KeFlushQueuedDpcs"},
    [KE_LIVE_WORK] = {"a queued work item", "its routine having run"},
};

sim_identity ke_subject(const void *address) {
    sim_block block;
    sim_identity identity = ob_identity(address);

    if (identity) return identity;
    return sim_heap_find(address, &block) ? block.identity : 0;
}

void ke_require_nonpaged(const void *address, const char *kind) {
    if (!sim_heap_is_paged(address)) return;
    sim_report(RULE_A8, ke_subject(address), SIM_BUGCHECK(0xC4, 0xE1, address, 0, 0),
               "%s %s lies in paged memory: the kernel uses it where that cannot be accessed",
               ke_article(kind, true), kind);
}

ke_live *ke_live_add(const void *address, ke_live_kind kind, void *caller) {
    ke_live *live = sim_alloc(sizeof(*live));

    *live = (ke_live){.next = first, .address = address, .kind = kind, .caller = caller};
    if (first) first->previous = live;
    first = live;
    ke_map_put(&by_address, address, live);
    return live;
}

ke_live *ke_live_first(void) { return first; }

ke_live *ke_live_find(const void *address, ke_live_kind kind) {
    ke_live *live = ke_map_get(&by_address, address);

    return live && live->kind == kind ? live : NULL;
}

void ke_live_remove(ke_live *live) {
    if (live->previous) {
        live->previous->next = live->next;
    } else {
        first = live->next;
    }
    if (live->next) live->next->previous = live->previous;
    ke_map_remove(&by_address, live->address);
    sim_free(live);
}

static sim_bugcheck bugcheck_of(const ke_live *live, const void *address, size_t size) {
    switch (live->kind) {
    case KE_LIVE_RESOURCE: return SIM_BUGCHECK(0xC4, 0xD2, live->address, address, size);
    case KE_LIVE_LOOKASIDE: return SIM_BUGCHECK(0xC4, 0xCC, live->address, address, size);
    case KE_LIVE_TIMER:
        return SIM_BUGCHECK(0xC7, 0, live->address, address, (char *)address + size);
    case KE_LIVE_DPC: return SIM_BUGCHECK(0xC7, 1, live->address, address, (char *)address + size);
    case KE_LIVE_WORK: return SIM_BUGCHECK(0xE4, 0, live->address, address, (char *)address + size);
    }
    return SIM_NO_BUGCHECK;
}

// FsRtl's contexts live in drivers' memory; tests of the executive alone have no FsRtl.
extern void fsrtl_block_freed(const void *address, size_t size) __attribute__((weak));

void ke_memory_ends(const void *address, size_t size, sim_identity identity) {
    const char *start = address;
    ke_live *next;

    if (fsrtl_block_freed) fsrtl_block_freed(address, size);
    for (ke_live *live = first; live; live = next) {
        const char *at = live->address;

        next = live->next;
        if (at < start || at >= start + size) continue;
        sim_report(RULE_A9, identity, bugcheck_of(live, address, size),
                   "The memory is freed while it contains %s; it must be ended first, by %s",
                   facts[live->kind].name, facts[live->kind].end_by);
        ke_live_remove(live);
    }
    ke_locks_end(address, size, identity);
}

// What a driver left behind outside of memory that it freed: its own variables, mostly.
static void check_end(void) {
    ke_live *next;

    for (ke_live *live = first; live; live = next) {
        sim_block block;

        next = live->next;
        if (!live->caller) continue;
        // A block that was not freed is a finding of its own.
        if (sim_heap_find(live->address, &block) && block.heap != SIM_INTERNAL) continue;
        sim_report(RULE_A9, live->identity, SIM_BUGCHECK(0xCE, live->address, 0, 0, 0),
                   "The driver is unloaded while it has %s; it must be ended first, by %s",
                   facts[live->kind].name, facts[live->kind].end_by);
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }

const char *ke_article(const char *kind, bool capital) {
    bool vowel = strchr("AEIOaeio", kind[0]) != NULL;

    return capital ? (vowel ? "An" : "A") : (vowel ? "an" : "a");
}

ke_tag_text ke_tag(uint32_t tag) {
    ke_tag_text result = {{0}};

    for (int i = 0; i < 4; i++) {
        char c = (char)(tag >> (8 * i));

        result.text[i] = c >= 0x20 && c <= 0x7E ? c : '.';
    }
    return result;
}
