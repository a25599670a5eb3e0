// Saving and restoring the world: heaps, SIM_STATE variables, driver data, thread stacks.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "world.h"

#if SIM_ASAN
#include <sanitizer/asan_interface.h>
void __asan_get_shadow_mapping(size_t *scale, size_t *offset);
#endif

#define MAXIMUM_RANGES 16
#define MAXIMUM_SAVED (SIM_HEAPS + FIBERS + MAXIMUM_RANGES + 1)

typedef struct range {
    uint8_t *start;
    size_t size;
} range;

typedef struct saved_range {
    range memory;
    uint8_t *copy;   // in `store`
    uint8_t *shadow; // in `store`, NULL without one
    uint8_t *bottom; // of a stack: what lies between it and `memory` is unused
} saved_range;

// Host side: not part of the world.
static range fixed[MAXIMUM_RANGES];
static size_t fixed_count;
static saved_range saved[MAXIMUM_SAVED];
static size_t saved_count;
static uint8_t *store;
static size_t store_size;
static size_t store_used;

extern uint8_t __start_simstate[];
extern uint8_t __stop_simstate[];

void *world_reserve(uintptr_t address, size_t size) {
    void *memory = mmap((void *)address, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (memory == MAP_FAILED || memory != (void *)address) {
        memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    }
    if (memory == MAP_FAILED) sim_broken("the host has no %zu MB of address space", size >> 20);
    return memory;
}

uint8_t *world_shadow(const void *address) {
#if SIM_ASAN
    static size_t scale, offset;
    if (scale == 0) __asan_get_shadow_mapping(&scale, &offset);
    return (uint8_t *)(((uintptr_t)address >> scale) + offset);
#else
    (void)address;
    return NULL;
#endif
}

void world_poison(const void *address, size_t size) {
#if SIM_ASAN
    __asan_poison_memory_region(address, size);
#else
    (void)address, (void)size;
#endif
}

void world_unpoison(const void *address, size_t size) {
#if SIM_ASAN
    __asan_unpoison_memory_region(address, size);
#else
    (void)address, (void)size;
#endif
}

void world_add(void *start, size_t size) {
    if (fixed_count == MAXIMUM_RANGES) sim_broken("too many driver images");
    fixed[fixed_count++] = (range){start, size};
}

static uint8_t *keep(const void *from, size_t size) {
    uint8_t *copy = store + store_used;
    raw_copy(copy, from, size);
    store_used += (size + 63) & ~(size_t)63;
    return copy;
}

static void save_range(uint8_t *start, size_t size, bool with_shadow, uint8_t *bottom) {
    if (size == 0) return;
    saved_range *entry = &saved[saved_count++];
    entry->bottom = bottom;
    entry->memory = (range){start, size};
    entry->copy = keep(start, size);
    entry->shadow = SIM_ASAN && with_shadow ? keep(world_shadow(start), (size + 7) / 8) : NULL;
}

static size_t used_size(void) {
    size_t total = (size_t)(__stop_simstate - __start_simstate);
    for (size_t i = 0; i < fixed_count; i++) total += fixed[i].size;
    for (int heap = 0; heap < SIM_HEAPS; heap++) {
        size_t size;
        heap_used((sim_heap)heap, &size);
        total += size;
    }
    uint8_t *stack;
    size_t size;
    for (uint32_t i = 0; i < FIBERS; i++) total += scheduler_stack(i, &stack, &size) ? size : 0;
    return total;
}

void world_save(void) {
    size_t needed = used_size() * 9 / 8 + MAXIMUM_SAVED * 192;
    if (needed > store_size) {
        free(store);
        store_size = needed * 2;
        store = aligned_alloc(64, (store_size + 63) & ~(size_t)63);
        if (store == NULL) sim_broken("the host has no memory for a snapshot");
    }
    store_used = 0;
    saved_count = 0;
    save_range(__start_simstate, (size_t)(__stop_simstate - __start_simstate), false,
               NULL);
    for (size_t i = 0; i < fixed_count; i++) save_range(fixed[i].start, fixed[i].size, false, NULL);
    for (int heap = 0; heap < SIM_HEAPS; heap++) {
        size_t size;
        uint8_t *start = heap_used((sim_heap)heap, &size);
        save_range(start, size, true, NULL);
    }
    uint8_t *stack;
    size_t size;
    for (uint32_t i = 0; i < FIBERS; i++) {
        if (scheduler_stack(i, &stack, &size)) {
            save_range(stack, size, true, stack + size - FIBER_STACK);
        }
    }
}

size_t world_size(void) { return store_used; }

void world_restore(void) {
    heap_show_paged(true);
    for (size_t i = 0; i < saved_count; i++) {
        saved_range *entry = &saved[i];
        if (entry->bottom != NULL) { // frames of the run that was given up
            world_unpoison(entry->bottom, (size_t)(entry->memory.start - entry->bottom));
        }
        raw_copy(entry->memory.start, entry->copy, entry->memory.size);
        if (entry->shadow != NULL) {
            raw_copy(world_shadow(entry->memory.start), entry->shadow,
                     (entry->memory.size + 7) / 8);
        }
    }
}
