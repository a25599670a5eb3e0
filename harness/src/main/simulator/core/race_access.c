// What is remembered of accesses, and which two of them nothing orders.
#include "race.h"

#if SIM_ASAN

#include "race_clock.h"
#include "world.h"

#define CELLS 65536u // a power of two
#define SLOTS 4u
#define READS 128u
#define GRANULE 8u

// Accesses to one granule of 8 bytes, each in a word: time, thread, bytes (a bit for each) and kind. 0: none.
typedef struct cell {
    uintptr_t granule;
    uint64_t floor; // of another one: the place is free
    uint64_t slots[SLOTS];
    uint32_t next; // to be replaced
} __attribute__((aligned(64))) cell;

// A value that the current thread has read since it last called a routine.
typedef struct read_value {
    const uint8_t *address;
    void *caller;
    uint64_t value;
    uint8_t size;
} read_value;

// Host side.
static cell cells[CELLS];
static uint64_t places[CELLS][SLOTS]; // where the accesses of a recorded run were
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
    for (uint32_t i = 0; i < SLOTS; i++) c->slots[i] = 0;
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

#define PACK(time, thread, bytes, kind)                                                            \
    ((time) << 24 | (uint64_t)(thread) << 16 | (uint64_t)(bytes) << 8 | (kind))
#define TIME(slot) ((slot) >> 24)
#define THREAD(slot) ((slot) >> 16 & 0xFF)
#define BYTES(slot) ((slot) >> 8 & 0xFF)
#define KIND(slot) ((slot) & 0xFF)

// The slot that an access goes into: that of a former one which says no more, a free one, one that others need no
// longer, or each in turn.
NO_ASAN static uint32_t slot_for(cell *c, uint32_t self, unsigned bytes, unsigned kind, const uint64_t *clock) {
    uint32_t found = SLOTS;
    for (uint32_t i = 0; i < SLOTS; i++) {
        uint64_t s = c->slots[i];
        bool says_more = (KIND(s) & ~kind & RACE_WRITE) != 0 || ((KIND(s) ^ kind) & RACE_ATOMIC) != 0;
        if (THREAD(s) == self && BYTES(s) == bytes && !says_more) return i;
        bool ordered = TIME(s) <= clock[THREAD(s)] && (KIND(s) & RACE_WRITE) == 0;
        if (s == 0 || (ordered && found == SLOTS)) found = i;
    }
    return found < SLOTS ? found : c->next++ % SLOTS;
}

NO_ASAN static void report(const cell *c, uint32_t slot, const race_pair *access) {
    race_pair pair = *access;
    pair.other = (uint32_t)THREAD(c->slots[slot]);
    pair.other_kind = (unsigned)KIND(c->slots[slot]);
    pair.other_place = places[c - cells][slot];
    race_report(&pair);
}

// An access within one granule.
NO_ASAN static void touch(const uint8_t *address, size_t size, unsigned kind, void *caller) {
    uint32_t self = sim_current->index;
    const uint64_t *clock = race_clock(self);
    unsigned bytes = ((1u << size) - 1) << (uintptr_t)address % GRANULE;
    bool plain_write = (kind & (RACE_WRITE | RACE_ATOMIC)) == RACE_WRITE;
    cell *c = cell_of((uintptr_t)address / GRANULE);
    if (c == NULL) return;
    uint32_t clashes = 0; // a bit for each slot that may be one
    for (uint32_t i = 0; i < SLOTS; i++) {
        uint64_t s = c->slots[i];
        if ((BYTES(s) & bytes) == 0) continue;
        if (THREAD(s) != self) {
            if (TIME(s) > clock[THREAD(s)]) clashes |= 1u << i;
        } else if (TIME(s) == clock[self]) {
            bool same_way = ((KIND(s) ^ kind) & RACE_ATOMIC) == 0;
            bool covers = (bytes & ~BYTES(s)) == 0 && (kind & ~KIND(s) & ~(unsigned)RACE_LARGE) == 0;
            if (same_way && covers) return; // it did the same, or more, since it last left something for others
            if (plain_write && (KIND(s) & (RACE_WRITE | RACE_ATOMIC)) == 0) kind |= RACE_CHANGE;
        }
    }
    for (uint32_t i = 0; clashes != 0 && i < SLOTS; i++) {
        if ((clashes >> i & 1) == 0 || !clash(kind, (unsigned)KIND(c->slots[i]))) continue;
        report(c, i, &(race_pair){address, size, kind, caller, 0, 0, 0});
    }
    uint32_t slot = slot_for(c, self, bytes, kind, clock);
    c->slots[slot] = PACK(clock[self], self, bytes, kind);
    if (sim_recording) places[c - cells][slot] = race_remember(kind, caller);
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
        for (uint32_t i = 0; i < SLOTS; i++) c->slots[i] = 0;
    }
}

#endif
