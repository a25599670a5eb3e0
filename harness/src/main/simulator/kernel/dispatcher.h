// The kinds of dispatcher objects, as their headers tell them.
#ifndef PERSTREAM_DISPATCHER_H
#define PERSTREAM_DISPATCHER_H

#include "internal.h"

typedef enum ke_dispatcher {
    KE_NOTIFICATION_EVENT = 0,
    KE_SYNCHRONIZATION_EVENT = 1,
    KE_MUTANT = 2,
    KE_SEMAPHORE = 5,
    KE_NOTIFICATION_TIMER = 8,
    KE_SYNCHRONIZATION_TIMER = 9
} ke_dispatcher;

// Sets the header up; the address must be nonpaged (A8).
void ke_dispatcher_initialize(DISPATCHER_HEADER *header, ke_dispatcher type, LONG state,
                              const char *kind);
// Stops the run if the object is not initialised or of another kind.
void ke_dispatcher_check(const DISPATCHER_HEADER *header, ke_dispatcher first, ke_dispatcher last,
                         const char *kind);

#endif
