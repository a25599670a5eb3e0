// Pool: blocks that drivers own.
#include "pool.h"

#include "internal.h"

static SIM_STATE ke_map blocks;
static SIM_STATE ex_pool_block *newest;

// --- Blocks --------------------------------------------------------------------------------------

ex_pool_block *ex_pool_find(const void *address) { return ke_map_get(&blocks, address); }
const ex_pool_block *ex_pool_newest(void) { return newest; }

void *ex_pool_add(sim_heap heap, size_t size, uint32_t tag, const char *what) {
    size_t alignment = size >= PAGE_SIZE ? PAGE_SIZE : 16;
    ex_pool_block *block = sim_alloc(sizeof(*block));

    block->address = sim_heap_allocate(heap, size, alignment, tag, 0);
    sim_heap_share(block->address);
    block->identity = sim_identify(what, block->address);
    sim_heap_own(block->address, block->identity);
    block->size = size;
    block->tag = tag;
    block->heap = heap;
    block->what = what;
    block->next = newest;
    if (newest) newest->previous = block;
    newest = block;
    ke_map_put(&blocks, block->address, block);
    sim_history(block->identity, "allocated", -1);
    return block->address;
}

void ex_pool_remove(ex_pool_block *block) {
    if (block->previous) {
        block->previous->next = block->next;
    } else {
        newest = block->next;
    }
    if (block->next) block->next->previous = block->previous;
    ke_map_remove(&blocks, block->address);
    sim_history(block->identity, "freed", -1);
    ke_memory_ends(block->address, block->size, block->identity);
    sim_heap_free(block->address);
    sim_free(block);
}

void *ex_pool_allocate(sim_heap heap, size_t size, uint32_t tag, const char *what) {
    return ex_pool_add(heap, size ? size : 1, tag, what);
}

void ex_pool_free(void *address) {
    ex_pool_block *block = ex_pool_find(address);

    if (!block) sim_broken("ex_pool_free of %p, which is no pool block", address);
    ex_pool_remove(block);
}

void ex_pool_excuse(const void *address) {
    sim_block found;
    ex_pool_block *block = sim_heap_find(address, &found) ? ex_pool_find(found.address) : NULL;

    if (block) block->excused = true;
}

bool ex_pool_owns(const void *address) { return ex_pool_find(address) != NULL; }

// --- What is wrong about an address that is freed ------------------------------------------------

void (*ex_pool_bad_free)(const char *routine, const void *address); // set by a constructor

_Noreturn static void report_foreign(const char *routine, const void *address,
                                      const sim_block *found) {
    const ob_type *type = ob_type_of(found->address);

    sim_stop(RULE_POOL, found->identity, SIM_BUGCHECK(0xC4, 0x10, address, 0, 0),
             "%s frees %p, which is %s", routine, address,
             type ? type->kind : "memory that the driver did not allocate from pool");
}

void ex_pool_report_bad_free(const char *routine, const void *address) {
    sim_block found;

    if (ex_pool_bad_free) ex_pool_bad_free(routine, address);
    if (!sim_heap_find(address, &found)) {
        sim_stop(RULE_POOL, 0, SIM_BUGCHECK(0xC2, 0x42, address, 0, 0),
                 "%s frees %p, which was never allocated", routine, address);
    }
    if (found.freed) {
        sim_stop(RULE_POOL, found.identity, SIM_BUGCHECK(0xC2, 0x07, 0, 0, address),
                 "%s frees %p, which was freed already", routine, address);
    }
    if (!ex_pool_find(found.address)) report_foreign(routine, address, &found);
    sim_stop(RULE_POOL, found.identity, SIM_BUGCHECK(0xC4, 0x16, 0, address, 0),
             "%s frees %p, which is not the start of a block but lies %lld bytes into one", routine,
             address, (long long)((const char *)address - (const char *)found.address));
}

void ex_pool_release(const char *routine, void *address, uint32_t tag, bool tag_given) {
    ex_pool_block *block = ex_pool_find(address);

    if (!block) ex_pool_report_bad_free(routine, address);
    if (block->heap == SIM_PAGED && ke_irql() > APC_LEVEL) {
        sim_report(RULE_POOL, block->identity,
                   SIM_BUGCHECK(0xC4, 0x11, ke_irql(), PagedPool, address),
                   "%s frees paged pool at IRQL %u", routine, ke_irql());
    }
    if (tag_given && tag && block->tag != tag) {
        sim_report(RULE_POOL, block->identity, SIM_BUGCHECK(0xC2, 0x0A, address, block->tag, tag),
                   "%s frees a block with tag '%s' that was allocated with tag '%s'", routine,
                   ke_tag(tag).text, ke_tag(block->tag).text);
    }
    ex_pool_remove(block);
}

// --- At unload -----------------------------------------------------------------------------------

static void check_end(void) {
    uint32_t count = 0;

    for (ex_pool_block *block = newest; block; block = block->next) count++;
    for (ex_pool_block *block = newest; block; block = block->next) {
        if (block->excused) continue;
        sim_report(RULE_A14, block->identity, SIM_BUGCHECK(0xC4, 0x62, 0, 0, count),
                   "The driver is unloaded and did not free a %s of %llu bytes with tag '%s'",
                   block->what, (unsigned long long)block->size, ke_tag(block->tag).text);
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
