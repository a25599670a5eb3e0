// Push locks. The word is 0 when the lock is free, an odd address of the owner when it is held
// exclusively, and four times the number of holders plus two when it is held shared.
#include "internal.h"

#define KIND "push lock"
#define EXCLUSIVE_BIT 1u
#define SHARED_BIT 2u
#define SHARED_STEP 4u

static bool valid(EX_PUSH_LOCK word) {
    if (word == 0) return true;
    if (word & EXCLUSIVE_BIT) {
        for (uint32_t i = 0; i < sim_thread_count(); i++) {
            if (word == ((uintptr_t)sim_thread_at(i) | EXCLUSIVE_BIT)) return true;
        }
        return false;
    }
    return (word & SHARED_BIT) && word < SHARED_STEP * 1024;
}

static void check_initialized(PEX_PUSH_LOCK lock) {
    if (valid(*lock)) return;
    sim_stop(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x1002, lock, 0, 0),
             "A push lock is used that is not initialised, or was overwritten");
}

void ex_push_lock_initialize(PEX_PUSH_LOCK lock) {
    ke_lock_initialize(lock, KIND, true);
    *lock = 0;
}

void ex_push_lock_delete(PEX_PUSH_LOCK lock) {
    if (*lock) {
        sim_report(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x100B, lock, 0, 0),
                   "A push lock is deleted that is held");
    }
    ke_lock_forget(lock);
}

static void check_apcs(PEX_PUSH_LOCK lock, bool acquire, void *caller) {
    const sim_thread *thread = sim_current;

    if (!caller || ke_apcs_disabled()) return;
    sim_report(RULE_LOCK, ke_subject(lock),
               SIM_BUGCHECK(0xC4, acquire ? 0xEA : 0xEB, thread->irql, -thread->critical_regions,
                            lock),
               "A push lock is %s while normal kernel APCs are enabled: call KeEnterCriticalRegion "
               "first or use the FltXxx routines",
               acquire ? "acquired" : "released");
}

static void check_recursion(PEX_PUSH_LOCK lock, bool exclusive) {
    const sim_held_lock *held = ke_lock_held(lock);

    if (!held) return;
    ke_lock_wanted_again(lock);
    if (exclusive || held->exclusive) {
        sim_stop(RULE_L13, ke_subject(lock), SIM_NO_BUGCHECK,
                 "A push lock is acquired by a thread that holds it: it waits for itself");
    }
    sim_report(RULE_L13, ke_subject(lock), SIM_NO_BUGCHECK,
               "A push lock is acquired shared by a thread that holds it: if another thread wants "
               "it exclusively in between, both wait for ever");
}

void ex_push_lock_acquire(PEX_PUSH_LOCK lock, bool exclusive, void *caller) {
    check_apcs(lock, true, caller);
    check_initialized(lock);
    check_recursion(lock, exclusive);
    ke_lock_wanted(lock, KIND, exclusive, caller);
    while (exclusive ? *lock != 0 : (*lock & EXCLUSIVE_BIT) != 0) {
        sim_wait(lock, exclusive ? "push lock, exclusive" : "push lock, shared", SIM_FOREVER);
    }
    if (exclusive) {
        *lock = (uintptr_t)sim_current | EXCLUSIVE_BIT;
    } else {
        *lock = (*lock | SHARED_BIT) + SHARED_STEP;
    }
    ke_lock_acquired(lock, KIND, exclusive, caller);
}

static void check_owner(PEX_PUSH_LOCK lock, bool shared, bool exclusive) {
    const sim_held_lock *held = ke_lock_held(lock);

    if (!held) {
        sim_stop(RULE_LOCK, ke_subject(lock),
                 SIM_BUGCHECK(0xC4, *lock ? 0x1004 : 0x1007, lock, 0, sim_current),
                 *lock ? "A push lock is released by a thread that does not hold it"
                       : "A push lock is released that is not held");
    }
    if (held->exclusive ? !exclusive : !shared) {
        sim_report(RULE_LOCK, ke_subject(lock), SIM_BUGCHECK(0xC4, 0x1009, lock, 0, 0),
                   "A push lock that is held %s is released with the routine for %s",
                   held->exclusive ? "exclusively" : "shared",
                   held->exclusive ? "shared" : "exclusive");
    }
}

void ex_push_lock_release(PEX_PUSH_LOCK lock, bool shared, bool exclusive, void *caller) {
    check_apcs(lock, false, caller);
    check_initialized(lock);
    check_owner(lock, shared, exclusive);
    if (*lock & EXCLUSIVE_BIT) {
        *lock = 0;
    } else {
        *lock -= SHARED_STEP;
        if (*lock == SHARED_BIT) *lock = 0;
    }
    ke_lock_released(lock);
    sim_wake(lock);
}

// wdm/nf-wdm-exinitializepushlock
VOID ExInitializePushLock(PEX_PUSH_LOCK PushLock) {
    SIM_CALL(ExInitializePushLock);
    ex_push_lock_initialize(PushLock);
}

// wdm/nf-wdm-exacquirepushlockexclusive
VOID ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(ExAcquirePushLockExclusive);
    ex_push_lock_acquire(PushLock, true, CALLER);
}

// wdm/nf-wdm-exacquirepushlockshared
VOID ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(ExAcquirePushLockShared);
    ex_push_lock_acquire(PushLock, false, CALLER);
}

// wdm/nf-wdm-exreleasepushlockexclusive
VOID ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(ExReleasePushLockExclusive);
    ex_push_lock_release(PushLock, false, true, CALLER);
}

// wdm/nf-wdm-exreleasepushlockshared
VOID ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(ExReleasePushLockShared);
    ex_push_lock_release(PushLock, true, false, CALLER);
}

// Releases whichever way it is held.
VOID ExReleasePushLockEx(PEX_PUSH_LOCK PushLock, ULONG Flags) {
    SIM_CALL(ExReleasePushLockExclusive);
    ex_push_lock_release(PushLock, true, true, CALLER);
}
