// The world's memory, for the core's own files: see sim.h for what the rest of the simulator sees.
#ifndef PERSTREAM_WORLD_H
#define PERSTREAM_WORLD_H

#include <string.h>

#include "sim.h"

#define NO_ASAN __attribute__((no_sanitize("address")))

// Copies and fills that no sanitizer watches and no compiler turns into calls that one does.
static inline void raw_copy(void *to, const void *from, size_t size) {
#if !SIM_ASAN
    memcpy(to, from, size);
#elif defined(__x86_64__)
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
#else
    volatile uint8_t *t = to;
    const volatile uint8_t *f = from;
    while (size-- > 0) *t++ = *f++;
#endif
}

static inline void raw_fill(void *to, uint8_t value, size_t size) {
#if !SIM_ASAN
    memset(to, value, size);
#elif defined(__x86_64__)
    __asm__ volatile("rep stosb" : "+D"(to), "+c"(size) : "a"(value) : "memory");
#else
    volatile uint8_t *t = to;
    while (size-- > 0) *t++ = value;
#endif
}

// Reserves memory at a fixed address where it can be had, so that runs in other processes see the same addresses.
void *world_reserve(uintptr_t address, size_t size);

// The address of the sanitizer's shadow of an address; NULL without AddressSanitizer.
uint8_t *world_shadow(const void *address);
void world_poison(const void *address, size_t size);
void world_unpoison(const void *address, size_t size);

// A range of memory that is part of the world.
void world_add(void *start, size_t size);

// Saves the world; a later call replaces the former one.
void world_save(void);
// How many bytes that are.
size_t world_size(void);
// Brings back what world_save saved.
void world_restore(void);

// core/heap.c
void heap_reserve(void);
// The used part of each heap.
void *heap_used(sim_heap heap, size_t *size);
// Whether an address lies in a block that sim_heap_share was told of, or in memory that such a one once had.
bool heap_may_be_shared(const void *address);
// Makes the paged heap inaccessible or accessible (AddressSanitizer only).
void heap_show_paged(bool visible);

// core/fiber.c
#define FIBER_STACK ((size_t)(SIM_ASAN ? 512 : 128) * 1024)
#define FIBERS SIM_MAXIMUM_THREADS
void fiber_reserve(void);
uint8_t *fiber_stack(uint32_t slot);
// Prepares a stack so that a switch to the returned pointer calls `entry`.
void *fiber_prepare(uint8_t *stack, void (*entry)(void));
void fiber_switch(void **save, void *load);
// Tells the sanitizer of a switch to the given stack; NULL: the host's.
void fiber_leave(const uint8_t *stack);
void fiber_arrive(void);

// core/scheduler.c
// The stacks of the threads that live, lowest used address and size: part of the world.
bool scheduler_stack(uint32_t index, uint8_t **used, size_t *size);

#endif
