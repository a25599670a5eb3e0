// The heaps: blocks between red zones, walked in the order of addresses, reused late.
#include <stdio.h>
#include <string.h>

#include "race.h"
#include "world.h"

#define HEAP_SIZE ((size_t)1 << 30)
#define HEAP_BASE 0x500000000000u
#define SHARED_BASE 0x4E0000000000u
#define QUARANTINE ((size_t)16 << 20)
#define UNIT 16u
#define BINS 128u
#define RED_ZONE 0xFB
#define FRESH 0xCD
#define FREED 0xDD
#define MAGIC 0x5AFEB10Cu

typedef enum block_state { BLOCK_LIVE = 1, BLOCK_FREED, BLOCK_REUSABLE, BLOCK_FILLER } block_state;

// Stands directly before a block's memory.
typedef struct header {
    uint32_t magic;
    uint32_t units; // header, memory and red zone, in UNITs
    sim_identity identity;
    uint32_t tag;
    uint64_t size; // as asked for
    uint8_t state;
    uint8_t heap;
    uint8_t shared; // sim_heap_share
    uint8_t unused[5];
    struct header *next; // in the quarantine or in a bin
    uint8_t red_zone[24];
} header;

_Static_assert(sizeof(header) == 64, "the memory after it is aligned to 16 bytes");

typedef struct heap {
    uint8_t *next; // bump pointer
    header *oldest, *newest;
    size_t quarantined;
    header *bins[BINS]; // reusable blocks of `index` units
} heap;

sim_rule (*sim_heap_freed_rule)(const sim_block *block);

static uint8_t *bases[SIM_HEAPS]; // host side
static uint8_t *ever_shared[SIM_HEAPS]; // host side: one for each UNIT of memory that a shared block has had
SIM_STATE static heap heaps[SIM_HEAPS];

void heap_reserve(void) {
    for (int i = 0; i < SIM_HEAPS; i++) {
        bases[i] = world_reserve(HEAP_BASE + (uintptr_t)i * 4 * HEAP_SIZE, HEAP_SIZE);
        heaps[i].next = bases[i];
        if (SIM_ASAN && i != SIM_INTERNAL) {
            ever_shared[i] = world_reserve(SHARED_BASE + (uintptr_t)i * HEAP_SIZE, HEAP_SIZE / UNIT);
        }
    }
}

void *heap_used(sim_heap which, size_t *size) {
    *size = (size_t)(heaps[which].next - bases[which]);
    return bases[which];
}

static uint8_t *memory_of(header *block) { return (uint8_t *)(block + 1); }

static header *header_of(const void *address) { return (header *)address - 1; }

NO_ASAN static void put_header(header *block, block_state state, sim_heap which, uint32_t units,
                               size_t size, uint32_t tag, sim_identity identity) {
    block->magic = MAGIC;
    block->units = units;
    block->identity = identity;
    block->tag = tag;
    block->size = size;
    block->state = (uint8_t)state;
    block->heap = (uint8_t)which;
    block->shared = 0;
    block->next = NULL;
    raw_fill(block->red_zone, RED_ZONE, sizeof block->red_zone);
}

NO_ASAN static header *take_reusable(heap *h, uint32_t units) {
    if (units >= BINS || h->bins[units] == NULL) return NULL;
    header *block = h->bins[units];
    h->bins[units] = block->next;
    return block;
}

static uint8_t *extend(sim_heap which, size_t bytes) {
    heap *h = &heaps[which];
    if (h->next + bytes > bases[which] + HEAP_SIZE) {
        sim_broken("the simulated machine's memory is used up: %zu MB in one heap",
                   HEAP_SIZE >> 20);
    }
    uint8_t *place = h->next;
    h->next += bytes;
    return place;
}

// Fills the gap that an alignment asks for, so that the heap can still be walked.
static void align_next(sim_heap which, size_t alignment) {
    uintptr_t memory = (uintptr_t)heaps[which].next + sizeof(header);
    size_t gap = (size_t)(-memory & (alignment - 1));
    if (gap == 0) return;
    while (gap < sizeof(header)) gap += alignment;
    header *filler = (header *)extend(which, gap);
    world_unpoison(filler, gap);
    put_header(filler, BLOCK_FILLER, which, (uint32_t)(gap / UNIT), 0, 0, 0);
    world_poison(filler, gap);
}

void *sim_heap_allocate(sim_heap which, size_t size, size_t alignment, uint32_t tag,
                        sim_identity identity) {
    uint32_t units = (uint32_t)((sizeof(header) + size + 2 * UNIT - 1) / UNIT);
    header *block = alignment <= UNIT ? take_reusable(&heaps[which], units) : NULL;
    if (race_on && block != NULL && which != SIM_INTERNAL) race_forget(memory_of(block), size);
    if (block == NULL) {
        align_next(which, alignment);
        block = (header *)extend(which, (size_t)units * UNIT);
    }
    world_poison(block, (size_t)units * UNIT);
    put_header(block, BLOCK_LIVE, which, units, size, tag, identity);
    uint8_t *memory = memory_of(block);
    raw_fill(memory, which == SIM_INTERNAL ? 0 : FRESH, size);
    raw_fill(memory + size, RED_ZONE, (size_t)units * UNIT - sizeof(header) - size);
    world_unpoison(memory, size);
    return memory;
}

// This looks at every block at the end of every run. Equal neighbours all along are what the host's library compares fastest.
NO_ASAN static bool is_filled(const uint8_t *memory, uint8_t value, size_t size) {
#if !SIM_ASAN
    if (size > 16) return memory[0] == value && memcmp(memory, memory + 1, size - 1) == 0;
#endif
    for (size_t i = 0; i < size; i++) {
        if (memory[i] != value) return false;
    }
    return true;
}

NO_ASAN static void check_red_zones(header *block) {
    uint8_t *memory = memory_of(block);
    size_t behind = (size_t)block->units * UNIT - sizeof(header) - block->size;
    bool before = !is_filled(block->red_zone, RED_ZONE, sizeof block->red_zone);
    if (before || !is_filled(memory + block->size, RED_ZONE, behind)) {
        sim_stop(RULE_MEMORY, block->identity, SIM_BUGCHECK(0x19, 0x20, memory, 0, 0),
                 "memory %s a block of %llu bytes was overwritten", before ? "before" : "behind",
                 (unsigned long long)block->size);
    }
}

NO_ASAN static void quarantine(heap *h, header *block) {
    if (h->newest != NULL) h->newest->next = block;
    else h->oldest = block;
    h->newest = block;
    h->quarantined += (size_t)block->units * UNIT;
    while (h->quarantined > QUARANTINE) {
        header *oldest = h->oldest;
        h->oldest = oldest->next;
        if (h->oldest == NULL) h->newest = NULL;
        h->quarantined -= (size_t)oldest->units * UNIT;
        oldest->state = BLOCK_REUSABLE;
        if (oldest->units < BINS) {
            oldest->next = h->bins[oldest->units];
            h->bins[oldest->units] = oldest;
        }
    }
}

NO_ASAN void sim_heap_free(void *address) {
    header *block = header_of(address);
    if (block->magic != MAGIC || block->state != BLOCK_LIVE) {
        sim_broken("sim_heap_free of %p, which is no live block", address);
    }
    check_red_zones(block);
    if (race_on) race_look_again();
    block->state = BLOCK_FREED;
    block->next = NULL;
    heap *h = &heaps[block->heap];
    raw_fill(address, FREED, block->size);
    world_poison(address, block->size);
    if (block->heap == SIM_INTERNAL && !SIM_ASAN && block->units < BINS) {
        block->state = BLOCK_REUSABLE;
        block->next = h->bins[block->units];
        h->bins[block->units] = block;
    } else {
        quarantine(h, block);
    }
}

void *sim_alloc(size_t size) {
    return sim_heap_allocate(SIM_INTERNAL, size, UNIT, 0, 0);
}

void sim_free(void *memory) {
    if (memory != NULL) sim_heap_free(memory);
}

NO_ASAN static void describe(header *block, sim_block *result) {
    *result = (sim_block){(sim_heap)block->heap, block->identity,   memory_of(block),
                          block->size,           block->tag, block->state != BLOCK_LIVE,
                          block->shared != 0};
}

static bool heap_of(const void *address, sim_heap *which) {
    for (int i = 0; i < SIM_HEAPS; i++) {
        if ((uint8_t *)address >= bases[i] && (uint8_t *)address < heaps[i].next) {
            *which = (sim_heap)i;
            return true;
        }
    }
    return false;
}

NO_ASAN void sim_heap_own(void *address, sim_identity identity) {
    header_of(address)->identity = identity;
}

NO_ASAN void sim_heap_share(void *address) {
    header *block = header_of(address);
    block->shared = 1;
    if (!SIM_ASAN) return;
    size_t first = (size_t)((uint8_t *)address - bases[block->heap]) / UNIT;
    raw_fill(ever_shared[block->heap] + first, 1, (block->size + UNIT - 1) / UNIT);
}

NO_ASAN bool heap_may_be_shared(const void *address) {
    for (int heap = SIM_NONPAGED; heap <= SIM_PAGED; heap++) {
        uintptr_t offset = (uintptr_t)address - (uintptr_t)bases[heap];
        if (offset < HEAP_SIZE) return ever_shared[heap][offset / UNIT] != 0;
    }
    return false;
}

bool sim_heap_is_paged(const void *address) {
    sim_heap which;

    return heap_of(address, &which) && which == SIM_PAGED;
}

NO_ASAN bool sim_heap_begins(const void *address) {
    sim_heap which;
    if (!heap_of(address, &which) || ((uintptr_t)address & (UNIT - 1)) != 0) return false;
    const header *block = header_of(address);
    return (uint8_t *)block >= bases[which] && block->magic == MAGIC && block->heap == which &&
           block->state == BLOCK_LIVE;
}

NO_ASAN bool sim_heap_find(const void *address, sim_block *result) {
    sim_heap which;
    if (!heap_of(address, &which)) return false;
    header *direct = header_of(address);
    if (((uintptr_t)address & (UNIT - 1)) == 0 && (uint8_t *)direct >= bases[which] &&
        direct->magic == MAGIC && direct->heap == which && direct->state != BLOCK_FILLER) {
        describe(direct, result);
        return true;
    }
    for (uint8_t *at = bases[which]; at < heaps[which].next;) {
        header *block = (header *)at;
        uint8_t *end = at + (size_t)block->units * UNIT;
        if ((uint8_t *)address < end) {
            if (block->state == BLOCK_FILLER) return false;
            describe(block, result);
            return true;
        }
        at = end;
    }
    return false;
}

NO_ASAN void sim_heap_each(sim_heap which, void (*visit)(const sim_block *block, void *context),
                           void *context) {
    for (uint8_t *at = bases[which]; at < heaps[which].next;) {
        header *block = (header *)at;
        at += (size_t)block->units * UNIT;
        if (block->state != BLOCK_LIVE) continue;
        sim_block found;
        describe(block, &found);
        visit(&found, context);
    }
}

NO_ASAN void sim_heap_check(void) {
    for (int which = SIM_NONPAGED; which < SIM_HEAPS; which++) {
        for (uint8_t *at = bases[which]; at < heaps[which].next;) {
            header *block = (header *)at;
            at += (size_t)block->units * UNIT;
            if (block->state == BLOCK_LIVE) check_red_zones(block);
            if (block->state == BLOCK_FREED && !is_filled(memory_of(block), FREED, block->size)) {
                sim_block found;
                describe(block, &found);
                sim_stop(sim_heap_freed_rule != NULL ? sim_heap_freed_rule(&found) : RULE_MEMORY,
                         block->identity,
                         SIM_BUGCHECK(0xC4, 0, memory_of(block), 0, 0),
                         "a block of %llu bytes was written after it had been freed",
                         (unsigned long long)block->size);
            }
        }
    }
}

#if SIM_ASAN
static uint8_t hidden_shadow[1 << 20]; // host side: the world is restored with the heap shown
static size_t hidden_size;

void heap_show_paged(bool visible) {
    if (visible == (hidden_size == 0)) return;
    if (visible) {
        raw_copy(world_shadow(bases[SIM_PAGED]), hidden_shadow, hidden_size);
        hidden_size = 0;
        return;
    }
    size_t used;
    heap_used(SIM_PAGED, &used);
    size_t size = used / 8 < sizeof hidden_shadow ? used / 8 : sizeof hidden_shadow;
    if (size == 0) return;
    raw_copy(hidden_shadow, world_shadow(bases[SIM_PAGED]), size);
    raw_fill(world_shadow(bases[SIM_PAGED]), 0xF7, size);
    hidden_size = size;
}
#else
void heap_show_paged(bool visible) { (void)visible; }
#endif
