// Vector clocks of threads, and of what they leave with keys: see race.h.
#include "race.h"

#if SIM_ASAN

#include <string.h>

#include "race_clock.h"
#include "world.h"

#define THREADS SIM_MAXIMUM_THREADS
#define KEYS 4096u // a power of two

typedef struct left {
    const void *key;
    uint64_t floor; // of another one: the place is free
    uint64_t clock[THREADS];
} left;

// Host side. Times only rise, from run to run: what is not later than `race_floor` is forgotten without being touched.
bool race_on;
static uint64_t now = 1;
uint64_t race_floor = 1;
static uint64_t clocks[THREADS][THREADS];
static uint64_t clock_floors[THREADS];
static left keys[KEYS];
static uint32_t key_count;

const char race_known, race_ended;

NO_ASAN uint64_t *race_clock(uint32_t thread) {
    uint64_t *clock = clocks[thread];
    if (clock_floors[thread] == race_floor) return clock;
    for (uint32_t i = 0; i < THREADS; i++) clock[i] = race_floor;
    clock[thread] = ++now;
    clock_floors[thread] = race_floor;
    return clock;
}

NO_ASAN static void join(uint64_t *into, const uint64_t *from) {
    uint32_t count = sim_thread_count();
    for (uint32_t i = 0; i < count; i++) {
        if (from[i] > into[i]) into[i] = from[i];
    }
}

// Its next accesses come behind what it has just left.
NO_ASAN static void tick(uint32_t thread) { clocks[thread][thread] = ++now; }

NO_ASAN static left *find(const void *key) {
    uint32_t at = (uint32_t)((uintptr_t)key * 0x9E3779B97F4A7C15u >> 40) % KEYS;
    while (keys[at].floor == race_floor && keys[at].key != key) at = (at + 1) % KEYS;
    return &keys[at];
}

NO_ASAN void race_take(const void *key) {
    if (sim_current == NULL) return;
    race_look_again();
    const left *entry = find(key);
    if (entry->floor == race_floor) join(race_clock(sim_current->index), entry->clock);
}

NO_ASAN void race_leave(const void *key) {
    if (sim_current == NULL) return;
    race_look_again();
    uint64_t *own = race_clock(sim_current->index);
    left *entry = find(key);
    if (entry->floor != race_floor) {
        if (++key_count > KEYS / 2) {
            race_settled(); // too much to remember: all of it is taken to be in order
            return;
        }
        entry->key = key;
        entry->floor = race_floor;
        for (uint32_t i = 0; i < THREADS; i++) entry->clock[i] = race_floor;
    }
    join(entry->clock, own);
    tick(sim_current->index);
}

void race_settled(void) {
    race_on = false;
    race_floor = ++now;
    key_count = 0;
}

NO_ASAN static void hand_on(const sim_thread *thread) {
    uint64_t *own = race_clock(sim_current->index);
    join(race_clock(thread->index), own);
    tick(sim_current->index);
    clocks[thread->index][thread->index] = ++now;
}

void race_thread_created(const sim_thread *thread) {
    if (sim_current == NULL) return;
    race_look_again();
    race_on = true;
    hand_on(thread);
}

void race_woken(const sim_thread *thread) {
    if (sim_current == NULL || thread == sim_current) return;
    race_look_again();
    race_on = true;
    hand_on(thread);
}

void race_timed_out(void) {
    race_look_again();
    race_on = true;
}

// --- Calls of routines ------------------------------------------------------------------------------------

// Routines that have edges of their own, or none, by how their names begin. All others whose effect is shared order
// their callers, as if there were one lock around them: a race that this hides shows in another schedule.
static const char *const own_edges[] = {
    "ExAcquire",     "ExRelease",    "ExTry",         "ExEnter",      "ExInterlocked", "ExIs",
    "ExGet",         "ExConvert",    "ExReInit",      "ExRundown",    "ExWait",        "ExSetResource",
    "ExDisable",     "ExQueueWork",  "Ke",            "FltAcquire",   "FltRelease",    "FltAllocate",
    "FltFree",       "FltGet",       "FltDelete",     "FltReference", "FltSupports",   "FltObject",
    "FltQueue",      "FltCheckAnd",  "FltDoComplet",  "FltSetVolumeC", "FltSetInst",   "FltSetFile",
    "FltSetStream",  "FltSetTransa", "FsRtl",         "IoAllocate",   "IoFree",        "IoReuse",
    "IoCallDriver",  "IofC",         "IoComplete",    "IoGet",        "IoQueue",       "IoSetTop",
    "ObReference",   "ObDereference", "ObfReference", "Ps",           "Se",            "Mm",
};

static uint8_t edges[SIM_ROUTINES]; // 0: not looked up yet, 1: its own, 2: the common ones

static uint8_t edges_of(sim_routine routine) {
    const char *name = sim_routines[routine].name;
    if (!sim_routines[routine].shared) return 1;
    for (size_t i = 0; i < sizeof own_edges / sizeof own_edges[0]; i++) {
        if (strncmp(name, own_edges[i], strlen(own_edges[i])) == 0) return 1;
    }
    return 2;
}

void race_enter(sim_routine routine) {
    if (edges[routine] == 0) edges[routine] = edges_of(routine);
    if (edges[routine] == 1) race_look_again();
    else race_order(&race_known);
}

#endif
