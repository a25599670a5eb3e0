// Data races: two threads access the same memory of a driver's, one of them writes, and nothing orders the two.
//
// Each thread has a vector clock. Whatever orders threads in Windows (a lock, an event, an interlocked operation, the
// last release of a reference, ...) hands clocks on: race_release leaves the current thread's with a key, race_acquire
// takes what was left there. Drivers that are built with AddressSanitizer call race_hooks.c for each access. All of it
// lies on the host's side and is forgotten when a run begins; without AddressSanitizer there is nothing of it.
#ifndef PERSTREAM_RACE_H
#define PERSTREAM_RACE_H

#include "sim.h"

#if SIM_ASAN

// Whether another thread has had a chance to run since everything was in order.
extern bool race_on;

// What the routines below do while race_on.
void race_take(const void *key);
void race_leave(const void *key);
void race_interlocked(const volatile void *address, size_t size, bool write, void *caller);
// A routine reads or writes memory that a driver gave it: as if the driver did.
void race_touch(const void *address, size_t size, bool write, void *caller);
void race_enter(sim_routine routine);
void race_look_again(void);
void race_forget(const void *address, size_t size);

// Everything so far comes before everything that follows.
void race_settled(void);
void race_thread_created(const sim_thread *thread);
// The current thread has made another one ready.
void race_woken(const sim_thread *thread);
// Time has: nobody's accesses come before those of the thread that goes on.
void race_timed_out(void);

#else

#define race_on false
static inline void race_take(const void *key) { (void)key; }
static inline void race_leave(const void *key) { (void)key; }
static inline void race_interlocked(const volatile void *address, size_t size, bool write, void *caller) {
    (void)address, (void)size, (void)write, (void)caller;
}
static inline void race_touch(const void *address, size_t size, bool write, void *caller) {
    (void)address, (void)size, (void)write, (void)caller;
}
static inline void race_enter(sim_routine routine) { (void)routine; }
static inline void race_look_again(void) {}
static inline void race_forget(const void *address, size_t size) { (void)address, (void)size; }
static inline void race_settled(void) {}
static inline void race_thread_created(const sim_thread *thread) { (void)thread; }
static inline void race_woken(const sim_thread *thread) { (void)thread; }
static inline void race_timed_out(void) {}

#endif

// What others left with the key comes before what the current thread does from here on.
static inline void race_acquire(const void *key) {
    if (race_on) race_take(key);
}

// What the current thread has done so far comes before what others do once they have acquired the key.
static inline void race_release(const void *key) {
    if (race_on) race_leave(key);
}

// Both: one after the other, in the order in which the threads come here.
static inline void race_order(const void *key) {
    race_acquire(key);
    race_release(key);
}

// A second key for the same address: what readers leave for the next writer.
static inline const void *race_beside(const void *key) { return (const char *)key + 1; }

// What is made known to the system as a whole, such as callbacks that are registered, and what has ended in it.
extern const char race_known, race_ended;

// An interlocked operation, or an access with an order: it orders threads and races with no plain access to an aligned
// variable, but for a plain change of what it changes.
#define RACE_INTERLOCKED(address, size)                                                            \
    do {                                                                                           \
        if (race_on) race_interlocked(address, size, true, __builtin_return_address(0));           \
    } while (0)
#define RACE_INTERLOCKED_READ(address, size)                                                       \
    do {                                                                                           \
        if (race_on) race_interlocked(address, size, false, __builtin_return_address(0));          \
    } while (0)

#endif
