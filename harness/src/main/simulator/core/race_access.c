// What is remembered of accesses, and which two of them nothing orders.
#include "race.h"

#if SIM_ASAN

#include "race_clock.h"
#include "world.h"

#define CELLS 65536u // a power of two
#define SLOTS 4u
#define READS 128u
#define GRANULE 8u

// An access to one granule of 8 bytes.
typedef struct slot {
    uint64_t time; // of its thread
    uint64_t place;
    uint8_t thread;
    uint8_t bytes; // a bit for each
    uint8_t kind;
} slot;

typedef struct cell {
    uintptr_t granule;
    uint64_t floor; // of another one: the place is free
    slot slots[SLOTS];
    uint32_t next; // to be replaced
} cell;

// A value that the current thread has read since it last called a routine.
typedef struct read_value {
    const uint8_t *address;
    void *caller;
    uint64_t value;
    uint8_t size;
} read_value;

// Host side.
static cell cells[CELLS];
static uint64_t cells_floor;
static uint32_t cell_count;
static read_value reads[READS];
static uint32_t read_count;

NO_ASAN static cell *find(uintptr_t granule) {
    uint64_t floor = race_floor;
    uint32_t at = (uint32_t)(granule * 0x9E3779B97F4A7C15u >> 40) % CELLS;
    while (cells[at].floor == floor && cells[at].granule != granule) at = (at + 1) % CELLS;
    return &cells[at];
}

NO_ASAN static cell *cell_of(uintptr_t granule) {
    if (cells_floor != race_floor) {
        cells_floor = race_floor;
        cell_count = 0;
    }
    cell *c = find(granule);
    if (c->floor == race_floor) return c;
    if (++cell_count > CELLS / 2) {
        race_settled();
        return NULL;
    }
    c->granule = granule;
    c->floor = race_floor;
    c->next = 0;
    for (uint32_t i = 0; i < SLOTS; i++) c->slots[i].bytes = 0;
    return c;
}

// Whether two accesses to the same bytes in different threads need an order.
static bool clash(unsigned one, unsigned other) {
    if (((one | other) & RACE_WRITE) == 0) return false;
    if ((one & other & RACE_ATOMIC) != 0) return false;
    if (((one | other) & RACE_ATOMIC) == 0) return true;
    unsigned plain = (one & RACE_ATOMIC) != 0 ? other : one, atomic = one ^ other ^ plain;
    // An aligned access is one, and who reads or sets what others change in one step may mean to. Who changes it in
    // two steps loses what happens in between.
    return (plain & (RACE_CHANGE | RACE_LARGE)) != 0 && (plain & atomic & RACE_WRITE) != 0;
}

NO_ASAN static slot *slot_for(cell *c, uint32_t self, uint8_t bytes, const uint64_t *clock) {
    slot *free = NULL, *ordered = NULL;
    for (uint32_t i = 0; i < SLOTS; i++) {
        slot *s = &c->slots[i];
        if (s->bytes == bytes && s->thread == self) return s;
        if (s->bytes == 0) free = s;
        else if (s->time <= clock[s->thread] && (s->kind & RACE_WRITE) == 0) ordered = s;
    }
    if (free != NULL) return free;
    return ordered != NULL ? ordered : &c->slots[c->next++ % SLOTS];
}

// Whether the thread did the same, or more, since it last left something for others.
NO_ASAN static bool did(const slot *s, uint32_t self, uint64_t time, uint8_t bytes, unsigned kind) {
    if (s->thread != self || s->time != time || (bytes & ~s->bytes) != 0) return false;
    return (s->kind & RACE_ATOMIC) == (kind & RACE_ATOMIC) && (s->kind & kind) == kind;
}

// Whether the thread has just read what it writes now.
NO_ASAN static bool changes(const cell *c, uint32_t self, uint64_t time, uint8_t bytes) {
    for (uint32_t i = 0; i < SLOTS; i++) {
        const slot *s = &c->slots[i];
        if ((s->bytes & bytes) == 0 || s->thread != self || s->time != time) continue;
        if ((s->kind & (RACE_ATOMIC | RACE_WRITE)) == 0) return true;
    }
    return false;
}

// Looks for accesses that have no order with this one.
NO_ASAN static void compare(const cell *c, const race_pair *access, uint8_t bytes, const uint64_t *clock) {
    uint32_t self = sim_current->index;
    for (uint32_t i = 0; i < SLOTS; i++) {
        const slot *s = &c->slots[i];
        if ((s->bytes & bytes) == 0 || s->thread == self || s->time <= clock[s->thread]) continue;
        if (!clash(access->kind, s->kind)) continue;
        race_pair pair = *access;
        pair.other = s->thread;
        pair.other_kind = s->kind;
        pair.other_place = s->place;
        race_report(&pair);
    }
}

// An access within one granule.
NO_ASAN static void touch(const uint8_t *address, size_t size, unsigned kind, void *caller) {
    uint32_t self = sim_current->index;
    uint64_t *clock = race_clock(self);
    uint8_t bytes = (uint8_t)(((1u << size) - 1) << (uintptr_t)address % GRANULE);
    cell *c = cell_of((uintptr_t)address / GRANULE);
    if (c == NULL) return;
    for (uint32_t i = 0; i < SLOTS; i++) {
        if (did(&c->slots[i], self, clock[self], bytes, kind)) return;
    }
    if ((kind & (RACE_WRITE | RACE_ATOMIC)) == RACE_WRITE && changes(c, self, clock[self], bytes)) {
        kind |= RACE_CHANGE;
    }
    compare(c, &(race_pair){address, size, kind, caller, 0, 0, 0}, bytes, clock);
    slot *s = slot_for(c, self, bytes, clock);
    bool written = s->thread == self && s->time == clock[self] && (s->kind & RACE_WRITE) != 0;
    if (s->bytes == bytes && written && (kind & RACE_WRITE) == 0) return;
    uint64_t place = sim_recording ? race_remember(kind, caller) : 0;
    *s = (slot){clock[self], place, (uint8_t)self, bytes, (uint8_t)kind};
}

// Splits an access at the granules' borders.
NO_ASAN static void touch_all(const uint8_t *address, size_t size, unsigned kind, void *caller) {
    while (size > 0 && race_on) {
        size_t part = GRANULE - (uintptr_t)address % GRANULE;
        if (part > size) part = size;
        touch(address, part, kind, caller);
        address += part;
        size -= part;
    }
}

static bool watches(const void *address) {
    if ((uintptr_t)address - (uintptr_t)sim_current->stack < FIBER_STACK) return false;
    return heap_may_be_shared(address) || sim_image_contains(address);
}

static unsigned kind_of(const void *address, size_t size, bool write) {
    bool single = size <= GRANULE && (size & (size - 1)) == 0 && (uintptr_t)address % size == 0;
    return (write ? RACE_WRITE : 0) | (single ? 0 : RACE_LARGE);
}

// --- Values that were read ---------------------------------------------------------------------------------

NO_ASAN static uint64_t value_at(const uint8_t *address, size_t size) {
    switch (size) {
    case 1: return *address;
    case 2: return *(const uint16_t *)(const void *)address;
    case 4: return *(const uint32_t *)(const void *)address;
    default: return *(const uint64_t *)(const void *)address;
    }
}

// The compiler checks an address once where it is certain to be the same: a write behind a read is not told of. What
// has another value than when it was read was written since by the same thread: no other has run.
NO_ASAN void race_look_again(void) {
    uint32_t count = read_count;
    read_count = 0;
    for (uint32_t i = 0; i < count && race_on; i++) {
        const read_value *r = &reads[i];
        if (value_at(r->address, r->size) == r->value) continue;
        touch(r->address, r->size, RACE_WRITE | RACE_CHANGE, r->caller);
    }
}

NO_ASAN static void keep_value(const uint8_t *address, size_t size, void *caller) {
    if (read_count == READS) race_look_again();
    reads[read_count++] = (read_value){address, caller, value_at(address, size), (uint8_t)size};
}

// --- Accesses ----------------------------------------------------------------------------------------------

void race_access(const void *address, size_t size, bool write, void *caller) {
    if (sim_current == NULL || size == 0 || !watches(address)) return;
    unsigned kind = kind_of(address, size, write);
    touch_all(address, size, kind, caller);
    if (!write && (kind & RACE_LARGE) == 0) keep_value(address, size, caller);
}

void race_touch(const void *address, size_t size, bool write, void *caller) {
    if (sim_current == NULL || size == 0 || !sim_image_contains(caller) || !watches(address)) return;
    touch_all(address, size, kind_of(address, size, write), caller);
}

void race_interlocked(const volatile void *address, size_t size, bool write, void *caller) {
    const void *plain = (const void *)(uintptr_t)address;
    if (sim_current == NULL) return;
    race_acquire(plain);
    if (watches(plain)) touch_all(plain, size, RACE_ATOMIC | (write ? RACE_WRITE : 0), caller);
    if (write) race_release(plain);
}

NO_ASAN void race_forget(const void *address, size_t size) {
    uintptr_t first = (uintptr_t)address / GRANULE, last = ((uintptr_t)address + size - 1) / GRANULE;
    for (uintptr_t granule = first; granule <= last; granule++) {
        cell *c = find(granule);
        if (c->floor != race_floor) continue;
        for (uint32_t i = 0; i < SLOTS; i++) c->slots[i].bytes = 0;
    }
}

#endif
