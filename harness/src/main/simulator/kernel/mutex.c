// Mutexes (KMUTEX): SignalState is 1 when the mutex is free; a thread may own one several times.
#include "dispatcher.h"

#define KIND "KMUTEX"

static void check(PRKMUTEX mutex) {
    ke_dispatcher_check(&mutex->Header, KE_MUTANT, KE_MUTANT, KIND);
}

void ke_mutex_initialize(PRKMUTEX mutex) {
    ke_lock_forget(mutex);
    ke_dispatcher_initialize(&mutex->Header, KE_MUTANT, 1, KIND);
    mutex->OwnerThread = NULL;
    mutex->Abandoned = FALSE;
    mutex->ApcDisable = 1;
}

// The owner's normal kernel APCs are disabled as long as it owns the mutex.
void ke_mutex_take(PRKMUTEX mutex, void *caller) {
    if (mutex->OwnerThread != sim_current) ke_critical_region_enter();
    mutex->OwnerThread = sim_current;
    mutex->Header.SignalState--;
    ke_lock_acquired(mutex, KIND, true, caller);
}

void ke_mutex_acquire(PRKMUTEX mutex) { ke_wait(mutex, NULL); }

void ke_mutex_release(PRKMUTEX mutex) {
    check(mutex);
    if (mutex->OwnerThread != sim_current) {
        sim_report(RULE_LOCK, ke_subject(mutex), SIM_NO_BUGCHECK,
                   "A KMUTEX is released by a thread that does not own it");
        ExRaiseStatus(STATUS_MUTANT_NOT_OWNED);
    }
    ke_lock_released(mutex);
    if (++mutex->Header.SignalState < 1) return;
    mutex->OwnerThread = NULL;
    ke_critical_region_leave();
    ke_signal(mutex);
}

// wdm/nf-wdm-keinitializemutex
VOID KeInitializeMutex(PRKMUTEX Mutex, ULONG Level) {
    SIM_CALL(KeInitializeMutex);
    ke_mutex_initialize(Mutex);
}

// wdm/nf-wdm-kereleasemutex
LONG KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN Wait) {
    LONG former;

    SIM_CALL(KeReleaseMutex);
    former = Mutex->Header.SignalState;
    ke_mutex_release(Mutex);
    return former;
}

// wdm/nf-wdm-kereadstatemutex
LONG KeReadStateMutex(PRKMUTEX Mutex) {
    SIM_CALL(KeReadStateMutex);
    check(Mutex);
    return Mutex->Header.SignalState;
}
