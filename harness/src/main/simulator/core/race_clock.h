// What the files of the race detector share.
#ifndef PERSTREAM_RACE_CLOCK_H
#define PERSTREAM_RACE_CLOCK_H

#include "race.h"

// The vector clock of a thread: [i] is the latest time of thread i that comes before what it does now.
uint64_t *race_clock(uint32_t thread);
// What is not later has been forgotten.
extern uint64_t race_floor __attribute__((visibility("hidden")));

// An access by a driver. `caller` is where it goes on.
void race_access(const void *address, size_t size, bool write, void *caller);

typedef enum race_kind {
    RACE_WRITE = 1,
    RACE_ATOMIC = 2,
    RACE_CHANGE = 4, // a plain write of what the thread has just read
    RACE_LARGE = 8   // not a single access of at most 8 aligned bytes
} race_kind;

// Two accesses that nothing orders: the current thread's, and that of another one before.
typedef struct race_pair {
    const uint8_t *address;
    size_t size;
    unsigned kind;
    void *caller;
    uint32_t other;
    unsigned other_kind;
    uint64_t other_place; // what race_remember returned
} race_pair;

// Keeps an access of a recorded run for a report.
uint64_t race_remember(unsigned kind, void *caller);
void race_report(const race_pair *pair);

#endif
