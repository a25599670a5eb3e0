// What the files of kernel/ share among themselves.
#ifndef PERSTREAM_KERNEL_INTERNAL_H
#define PERSTREAM_KERNEL_INTERNAL_H

#include <string.h>

#include "kernel.h"
#include "map.h"
#include "race.h"

#define CALLER __builtin_return_address(0)

// The identity of the block of memory or of the object that an address lies in: what a report is
// about.
sim_identity ke_subject(const void *address);
// Reports A8 if the address lies in paged memory.
void ke_require_nonpaged(const void *address, const char *kind);

// Structures that the kernel knows of and that must be ended before their memory is (A9).
typedef enum ke_live_kind {
    KE_LIVE_RESOURCE,
    KE_LIVE_LOOKASIDE,
    KE_LIVE_TIMER,
    KE_LIVE_DPC,
    KE_LIVE_WORK
} ke_live_kind;

typedef struct ke_live {
    struct ke_live *next, *previous;
    const void *address;
    ke_live_kind kind;
    void *caller; // where a driver made it known, NULL: the simulator did
    sim_identity identity;
    void *state; // what its part knows of it
} ke_live;

ke_live *ke_live_add(const void *address, ke_live_kind kind, void *caller);
ke_live *ke_live_find(const void *address, ke_live_kind kind);
void ke_live_remove(ke_live *live);
ke_live *ke_live_first(void);

// Held locks in memory that ends, and what the order graph knows of locks there.
void ke_locks_end(const void *address, size_t size, sim_identity identity);
// A thread is about to end: reports locks that it holds and regions that it is in. `what` names it.
void ke_thread_ending(const char *what);

// Wakes what waits for a dispatcher object, alone or among several.
void ke_signal(const void *object);
// "a" or "an", as goes before the kind.
const char *ke_article(const char *kind, bool capital);
// A tag as text ("AuSs").
typedef struct ke_tag_text {
    char text[5];
} ke_tag_text;
ke_tag_text ke_tag(uint32_t tag);

#endif
