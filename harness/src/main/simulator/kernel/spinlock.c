// Spin locks. The lock's word holds the thread that owns it.
#include "internal.h"

#define KIND "spin lock"

static void wait_for(PKSPIN_LOCK lock, void *caller) {
    if (*lock == (KSPIN_LOCK)(uintptr_t)sim_current) {
        sim_stop(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xF, 0, 0, 0, 0),
                 "A spin lock is acquired by the thread that holds it: it would spin for ever");
    }
    ke_lock_wanted(lock, KIND, true, caller);
    while (*lock) sim_wait(lock, KIND, SIM_FOREVER);
    *lock = (KSPIN_LOCK)(uintptr_t)sim_current;
    ke_lock_acquired(lock, KIND, true, caller);
}

static void release(PKSPIN_LOCK lock, void *caller) {
    if (*lock != (KSPIN_LOCK)(uintptr_t)sim_current) {
        sim_stop(RULE_LOCK, ke_subject(lock),
                 *lock ? SIM_BUGCHECK(0xC4, 0x1004, lock, *lock, sim_current)
                       : SIM_BUGCHECK(0x10, 0, 0, 0, 0),
                 *lock ? "A spin lock is released by another thread than the one that acquired it"
                       : "A spin lock is released that is not held");
    }
    *lock = 0;
    ke_lock_released(lock);
    sim_wake(lock);
}

// A thread at DISPATCH_LEVEL that spins is not waiting, but others go on; sim_wait does just that.
KIRQL ke_spin_lock_acquire(PKSPIN_LOCK lock, void *caller) {
    KIRQL old = ke_irql();

    if (old < DISPATCH_LEVEL) sim_set_irql(DISPATCH_LEVEL);
    wait_for(lock, caller);
    return old;
}

void ke_spin_lock_release(PKSPIN_LOCK lock, KIRQL irql, void *caller) {
    KIRQL current = ke_irql();

    if (current != DISPATCH_LEVEL) {
        sim_report(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x32, current, lock, 0),
                   "A spin lock is released at IRQL %u: while it is held, the IRQL stays at "
                   "DISPATCH_LEVEL",
                   current);
    }
    release(lock, caller);
    if (irql > DISPATCH_LEVEL) {
        sim_stop(RULE_IRQL, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x31, current, irql, 0),
                 "A spin lock is released with an old IRQL of %u, which it cannot have had", irql);
    }
    sim_set_irql(irql);
}

// wdm/nf-wdm-keinitializespinlock
VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock) {
    SIM_CALL(KeInitializeSpinLock);
    ke_lock_initialize(SpinLock, KIND, false);
    *SpinLock = 0;
}

static KIRQL acquire_raising(PKSPIN_LOCK lock, void *caller) {
    if (ke_irql() > DISPATCH_LEVEL) {
        sim_report(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x42, ke_irql(), lock, 0),
                   "KeAcquireSpinLock at IRQL %u", ke_irql());
    }
    return ke_spin_lock_acquire(lock, caller);
}

// wdm/nf-wdm-keacquirespinlock
KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock) {
    SIM_CALL(KeAcquireSpinLock);
    return acquire_raising(SpinLock, CALLER);
}

// wdm/nf-wdm-kereleasespinlock
VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql) {
    SIM_CALL(KeReleaseSpinLock);
    ke_spin_lock_release(SpinLock, NewIrql, CALLER);
}

static void acquire_at_dpc(PKSPIN_LOCK lock, void *caller) {
    if (ke_irql() < DISPATCH_LEVEL) {
        sim_report(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x40, ke_irql(), lock, 0),
                   "KeAcquireSpinLockAtDpcLevel at IRQL %u: it does not raise the IRQL",
                   ke_irql());
    }
    wait_for(lock, caller);
}

static void release_from_dpc(PKSPIN_LOCK lock, void *caller) {
    if (ke_irql() < DISPATCH_LEVEL) {
        sim_report(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x41, ke_irql(), lock, 0),
                   "KeReleaseSpinLockFromDpcLevel at IRQL %u", ke_irql());
    }
    release(lock, caller);
}

// wdm/nf-wdm-keacquirespinlockatdpclevel
VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock) {
    SIM_CALL(KeAcquireSpinLockAtDpcLevel);
    acquire_at_dpc(SpinLock, CALLER);
}

// wdm/nf-wdm-kereleasespinlockfromdpclevel
VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock) {
    SIM_CALL(KeReleaseSpinLockFromDpcLevel);
    release_from_dpc(SpinLock, CALLER);
}

// wdm/nf-wdm-ketrytoacquirespinlockatdpclevel
BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock) {
    SIM_CALL(KeTryToAcquireSpinLockAtDpcLevel);
    if (*SpinLock) return FALSE;
    *SpinLock = (KSPIN_LOCK)(uintptr_t)sim_current;
    ke_lock_acquired(SpinLock, KIND, true, CALLER);
    return TRUE;
}

// wdm/nf-wdm-keacquireinstackqueuedspinlock
VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle) {
    SIM_CALL(KeAcquireInStackQueuedSpinLock);
    LockHandle->OldIrql = acquire_raising(SpinLock, CALLER);
    LockHandle->LockQueue.Lock = SpinLock;
    LockHandle->LockQueue.Next = NULL;
}

// wdm/nf-wdm-kereleaseinstackqueuedspinlock
VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle) {
    SIM_CALL(KeReleaseInStackQueuedSpinLock);
    ke_spin_lock_release(LockHandle->LockQueue.Lock, LockHandle->OldIrql, CALLER);
}

// wdm/nf-wdm-keacquireinstackqueuedspinlockatdpclevel
VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock,
                                               PKLOCK_QUEUE_HANDLE LockHandle) {
    SIM_CALL(KeAcquireInStackQueuedSpinLockAtDpcLevel);
    acquire_at_dpc(SpinLock, CALLER);
    LockHandle->OldIrql = DISPATCH_LEVEL;
    LockHandle->LockQueue.Lock = SpinLock;
    LockHandle->LockQueue.Next = NULL;
}

// wdm/nf-wdm-kereleaseinstackqueuedspinlockfromdpclevel
VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle) {
    SIM_CALL(KeReleaseInStackQueuedSpinLockFromDpcLevel);
    release_from_dpc(LockHandle->LockQueue.Lock, CALLER);
}

// A reader-writer spin lock: -1 when it is held exclusively, else the number of readers.
static KIRQL acquire_shared(PEX_SPIN_LOCK lock, bool exclusive, void *caller) {
    KIRQL old = ke_irql();

    if (ke_lock_held((const void *)lock)) {
        sim_stop(RULE_LOCK, ke_subject((const void *)lock), SIM_BUGCHECK(0xF, 0, 0, 0, 0),
                 "A reader-writer spin lock is acquired by a thread that holds it");
    }
    if (old < DISPATCH_LEVEL) sim_set_irql(DISPATCH_LEVEL);
    ke_lock_wanted((const void *)lock, KIND, exclusive, caller);
    while (exclusive ? *lock != 0 : *lock < 0) sim_wait((const void *)lock, KIND, SIM_FOREVER);
    *lock = exclusive ? -1 : *lock + 1;
    ke_lock_acquired((const void *)lock, KIND, exclusive, caller);
    return old;
}

static void release_shared(PEX_SPIN_LOCK lock, bool exclusive, KIRQL irql) {
    sim_held_lock *held = ke_lock_held((const void *)lock);

    if (!held || held->exclusive != exclusive) {
        sim_stop(RULE_LOCK, ke_subject((const void *)lock),
                 SIM_BUGCHECK(0xC4, held ? 0x1009 : 0x1007, lock, 0, 0),
                 held ? "A reader-writer spin lock is released with the routine for the other mode"
                      : "A reader-writer spin lock is released that this thread does not hold");
    }
    *lock = exclusive ? 0 : *lock - 1;
    ke_lock_released((const void *)lock);
    sim_wake((const void *)lock);
    sim_set_irql(irql);
}

// wdm/nf-wdm-exacquirespinlockshared
KIRQL ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock) {
    SIM_CALL(ExAcquireSpinLockShared);
    return acquire_shared(SpinLock, false, CALLER);
}

// wdm/nf-wdm-exacquirespinlockexclusive
KIRQL ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock) {
    SIM_CALL(ExAcquireSpinLockExclusive);
    return acquire_shared(SpinLock, true, CALLER);
}

// wdm/nf-wdm-exreleasespinlockshared
VOID ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql) {
    SIM_CALL(ExReleaseSpinLockShared);
    release_shared(SpinLock, false, OldIrql);
}

// wdm/nf-wdm-exreleasespinlockexclusive
VOID ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql) {
    SIM_CALL(ExReleaseSpinLockExclusive);
    release_shared(SpinLock, true, OldIrql);
}

// wdm/nf-wdm-ketestspinlock
BOOLEAN KeTestSpinLock(PKSPIN_LOCK SpinLock) {
    SIM_CALL(KeTestSpinLock);
    return *SpinLock == 0;
}

static SIM_STATE KSPIN_LOCK cancel_lock;

// wdm/nf-wdm-ioacquirecancelspinlock
VOID IoAcquireCancelSpinLock(PKIRQL Irql) {
    SIM_CALL(IoAcquireCancelSpinLock);
    *Irql = acquire_raising(&cancel_lock, CALLER);
}

// wdm/nf-wdm-ioreleasecancelspinlock
VOID IoReleaseCancelSpinLock(KIRQL Irql) {
    SIM_CALL(IoReleaseCancelSpinLock);
    ke_spin_lock_release(&cancel_lock, Irql, CALLER);
}

KIRQL ke_cancel_lock_acquire(void) { return ke_spin_lock_acquire(&cancel_lock, NULL); }

void ke_cancel_lock_release(KIRQL irql) { ke_spin_lock_release(&cancel_lock, irql, NULL); }
