// Semaphores.
#include "dispatcher.h"

static void check(PRKSEMAPHORE semaphore) {
    ke_dispatcher_check(&semaphore->Header, KE_SEMAPHORE, KE_SEMAPHORE, "KSEMAPHORE");
}

// wdm/nf-wdm-keinitializesemaphore
VOID KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit) {
    SIM_CALL(KeInitializeSemaphore);
    if (Count < 0 || Limit <= 0 || Count > Limit) {
        sim_report(RULE_LOCK, ke_subject(Semaphore), SIM_NO_BUGCHECK,
                   "KeInitializeSemaphore with count %d and limit %d", (int)Count, (int)Limit);
    }
    ke_dispatcher_initialize(&Semaphore->Header, KE_SEMAPHORE, Count, "KSEMAPHORE");
    Semaphore->Limit = Limit;
}

// wdm/nf-wdm-kereleasesemaphore
LONG KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY Increment, LONG Adjustment,
                        BOOLEAN Wait) {
    LONG former;

    SIM_CALL(KeReleaseSemaphore);
    check(Semaphore);
    former = Semaphore->Header.SignalState;
    if (Adjustment <= 0 || former > Semaphore->Limit - Adjustment) {
        ExRaiseStatus(STATUS_SEMAPHORE_LIMIT_EXCEEDED);
    }
    Semaphore->Header.SignalState += Adjustment;
    ke_signal(Semaphore);
    return former;
}

// wdm/nf-wdm-kereadstatesemaphore
LONG KeReadStateSemaphore(PRKSEMAPHORE Semaphore) {
    SIM_CALL(KeReadStateSemaphore);
    check(Semaphore);
    race_acquire(Semaphore);
    return Semaphore->Header.SignalState;
}
