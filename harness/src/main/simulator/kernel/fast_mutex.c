// Fast mutexes and guarded mutexes: one structure, one owner, no recursion.
#include "internal.h"

static const char fast[] = "fast mutex";
static const char guarded[] = "guarded mutex";

// Count is 1 when the mutex is free and 0 when it is held; anything else was never initialised.
static void check_initialized(PFAST_MUTEX mutex, const char *kind) {
    if (mutex->Count == 1 || mutex->Count == 0) return;
    sim_stop(RULE_LOCK, ke_subject(mutex), SIM_BUGCHECK(0xC4, 0x1002, mutex, 0, 0),
             "A %s is used that is not initialised", kind);
}

static void initialize(PFAST_MUTEX mutex, const char *kind) {
    ke_lock_initialize(mutex, kind, false);
    *mutex = (FAST_MUTEX){.Count = 1};
    ke_event_initialize(&mutex->Event, SynchronizationEvent, false);
}

static void acquire(PFAST_MUTEX mutex, const char *kind, void *caller) {
    check_initialized(mutex, kind);
    if (mutex->Owner == sim_current) {
        ke_lock_wanted_again(mutex);
        sim_stop(RULE_L12, ke_subject(mutex), SIM_NO_BUGCHECK,
                 "A %s is acquired by the thread that holds it: it waits for itself", kind);
    }
    ke_lock_wanted(mutex, kind, true, caller);
    while (mutex->Count != 1) {
        mutex->Contention++;
        sim_wait(mutex, kind, SIM_FOREVER);
    }
    mutex->Count = 0;
    mutex->Owner = sim_current;
    ke_lock_acquired(mutex, kind, true, caller);
}

static void release(PFAST_MUTEX mutex, const char *kind) {
    check_initialized(mutex, kind);
    if (mutex->Owner != sim_current) {
        sim_stop(RULE_LOCK, ke_subject(mutex),
                 SIM_BUGCHECK(0xC4, mutex->Owner ? 0x1004 : 0x1007, mutex, mutex->Owner,
                              sim_current),
                 mutex->Owner ? "A %s is released by another thread than the one that acquired it"
                              : "A %s is released that is not held",
                 kind);
    }
    mutex->Owner = NULL;
    mutex->Count = 1;
    ke_lock_released(mutex);
    sim_wake(mutex);
}

// --- Fast mutexes --------------------------------------------------------------------------------

void ex_fast_mutex_initialize(PFAST_MUTEX mutex) { initialize(mutex, fast); }

void ex_fast_mutex_acquire(PFAST_MUTEX mutex, void *caller) {
    KIRQL old = ke_irql();

    if (old > APC_LEVEL) {
        sim_report(RULE_LOCK, ke_subject(mutex), SIM_BUGCHECK(0xC4, 0x33, old, mutex, 0),
                   "A fast mutex is acquired at IRQL %u", old);
    }
    if (old < APC_LEVEL) sim_set_irql(APC_LEVEL);
    acquire(mutex, fast, caller);
    mutex->OldIrql = old;
}

void ex_fast_mutex_release(PFAST_MUTEX mutex, void *caller) {
    KIRQL current = ke_irql();
    KIRQL old = (KIRQL)mutex->OldIrql;

    if (current != APC_LEVEL) {
        sim_report(RULE_LOCK, ke_subject(mutex),
                   SIM_BUGCHECK(0xC4, 0x34, current, -sim_current->critical_regions, mutex),
                   "A fast mutex is released at IRQL %u: while it is held, the IRQL stays at "
                   "APC_LEVEL",
                   current);
    }
    release(mutex, fast);
    sim_set_irql(old);
}

// wdm/nf-wdm-exinitializefastmutex
VOID ExInitializeFastMutex(PFAST_MUTEX FastMutex) {
    SIM_CALL(ExInitializeFastMutex);
    ex_fast_mutex_initialize(FastMutex);
}

// wdm/nf-wdm-exacquirefastmutex
VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex) {
    SIM_CALL(ExAcquireFastMutex);
    ex_fast_mutex_acquire(FastMutex, CALLER);
}

// wdm/nf-wdm-exreleasefastmutex
VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex) {
    SIM_CALL(ExReleaseFastMutex);
    ex_fast_mutex_release(FastMutex, CALLER);
}

// wdm/nf-wdm-extrytoacquirefastmutex
BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex) {
    SIM_CALL(ExTryToAcquireFastMutex);
    check_initialized(FastMutex, fast);
    if (FastMutex->Count != 1) return FALSE;
    ex_fast_mutex_acquire(FastMutex, CALLER);
    return TRUE;
}

static void check_unsafe(PFAST_MUTEX mutex, bool acquiring) {
    if (ke_apcs_disabled()) return;
    sim_report(RULE_LOCK, ke_subject(mutex),
               SIM_BUGCHECK(0xC4, acquiring ? 0x39 : 0x3A, ke_irql(),
                            -sim_current->critical_regions, mutex),
               "The unsafe form of a mutex routine is called while APCs are enabled: they must be "
               "disabled first, by a critical region or APC_LEVEL");
}

// wdm/nf-wdm-exacquirefastmutexunsafe
VOID ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex) {
    SIM_CALL(ExAcquireFastMutexUnsafe);
    check_unsafe(FastMutex, true);
    acquire(FastMutex, fast, CALLER);
}

// wdm/nf-wdm-exreleasefastmutexunsafe
VOID ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex) {
    SIM_CALL(ExReleaseFastMutexUnsafe);
    check_unsafe(FastMutex, false);
    release(FastMutex, fast);
}

// --- Guarded mutexes -----------------------------------------------------------------------------

// wdm/nf-wdm-keinitializeguardedmutex
VOID KeInitializeGuardedMutex(PKGUARDED_MUTEX Mutex) {
    SIM_CALL(KeInitializeGuardedMutex);
    initialize(Mutex, guarded);
}

// wdm/nf-wdm-keacquireguardedmutex
VOID KeAcquireGuardedMutex(PKGUARDED_MUTEX Mutex) {
    SIM_CALL(KeAcquireGuardedMutex);
    sim_current->guarded_regions++;
    acquire(Mutex, guarded, CALLER);
}

// wdm/nf-wdm-kereleaseguardedmutex
VOID KeReleaseGuardedMutex(PKGUARDED_MUTEX Mutex) {
    SIM_CALL(KeReleaseGuardedMutex);
    release(Mutex, guarded);
    sim_current->guarded_regions--;
}

// wdm/nf-wdm-ketrytoacquireguardedmutex
BOOLEAN KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX Mutex) {
    SIM_CALL(KeTryToAcquireGuardedMutex);
    check_initialized(Mutex, guarded);
    if (Mutex->Count != 1) return FALSE;
    sim_current->guarded_regions++;
    acquire(Mutex, guarded, CALLER);
    return TRUE;
}

// wdm/nf-wdm-keacquireguardedmutexunsafe
VOID KeAcquireGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex) {
    SIM_CALL(KeAcquireGuardedMutexUnsafe);
    check_unsafe(Mutex, true);
    acquire(Mutex, guarded, CALLER);
}

// wdm/nf-wdm-kereleaseguardedmutexunsafe
VOID KeReleaseGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex) {
    SIM_CALL(KeReleaseGuardedMutexUnsafe);
    check_unsafe(Mutex, false);
    release(Mutex, guarded);
}
