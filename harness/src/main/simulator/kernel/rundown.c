// Run-down protection. Count is twice the number of references; its lowest bit says that the wait
// has begun.
#include "internal.h"

#define STARTED 1u
#define STEP 2u

void ex_rundown_initialize(PEX_RUNDOWN_REF rundown) {
    ke_require_nonpaged(rundown, "EX_RUNDOWN_REF");
    rundown->Count = 0;
}

void ex_rundown_reinitialize(PEX_RUNDOWN_REF rundown) {
    if (rundown->Count != STARTED) {
        sim_report(RULE_LOCK, ke_subject(rundown), SIM_NO_BUGCHECK,
                   "Run-down protection is initialised again that was not run down");
    }
    race_release(race_beside(rundown));
    rundown->Count = 0;
}

bool ex_rundown_acquire(PEX_RUNDOWN_REF rundown, ULONG count) {
    race_acquire(race_beside(rundown));
    if (rundown->Count & STARTED) return false;
    rundown->Count += (ULONG_PTR)STEP * count;
    return true;
}

void ex_rundown_release(PEX_RUNDOWN_REF rundown, ULONG count) {
    if (rundown->Count < (ULONG_PTR)STEP * count) {
        sim_stop(RULE_LOCK, ke_subject(rundown), SIM_NO_BUGCHECK,
                 "Run-down protection is released more often than it was acquired");
    }
    race_release(rundown);
    rundown->Count -= (ULONG_PTR)STEP * count;
    if (rundown->Count == STARTED) sim_wake(rundown);
}

void ex_rundown_wait(PEX_RUNDOWN_REF rundown) {
    race_release(race_beside(rundown));
    rundown->Count |= STARTED;
    while (rundown->Count != STARTED) {
        sim_wait(rundown, "run-down protection to be released", SIM_FOREVER);
    }
    race_acquire(rundown);
}

void ex_rundown_completed(PEX_RUNDOWN_REF rundown) {
    if (rundown->Count & ~(ULONG_PTR)STARTED) {
        sim_report(RULE_LOCK, ke_subject(rundown), SIM_NO_BUGCHECK,
                   "ExRundownCompleted while the protection is acquired: call "
                   "ExWaitForRundownProtectionRelease first");
    }
    rundown->Count = STARTED;
}

bool ex_rundown_started(PEX_RUNDOWN_REF rundown) { return rundown->Count & STARTED; }

// wdm/nf-wdm-exinitializerundownprotection
VOID ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef) {
    SIM_CALL(ExInitializeRundownProtection);
    ex_rundown_initialize(RunRef);
}

// wdm/nf-wdm-exreinitializerundownprotection
VOID ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef) {
    SIM_CALL(ExReInitializeRundownProtection);
    ex_rundown_reinitialize(RunRef);
}

// wdm/nf-wdm-exacquirerundownprotection
BOOLEAN ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef) {
    SIM_CALL(ExAcquireRundownProtection);
    return ex_rundown_acquire(RunRef, 1);
}

// wdm/nf-wdm-exacquirerundownprotectionex
BOOLEAN ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count) {
    SIM_CALL(ExAcquireRundownProtectionEx);
    return ex_rundown_acquire(RunRef, Count);
}

// wdm/nf-wdm-exreleaserundownprotection
VOID ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef) {
    SIM_CALL(ExReleaseRundownProtection);
    ex_rundown_release(RunRef, 1);
}

// wdm/nf-wdm-exreleaserundownprotectionex
VOID ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count) {
    SIM_CALL(ExReleaseRundownProtectionEx);
    ex_rundown_release(RunRef, Count);
}

// wdm/nf-wdm-exwaitforrundownprotectionrelease
VOID ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef) {
    SIM_CALL(ExWaitForRundownProtectionRelease);
    ex_rundown_wait(RunRef);
}

// wdm/nf-wdm-exrundowncompleted
VOID ExRundownCompleted(PEX_RUNDOWN_REF RunRef) {
    SIM_CALL(ExRundownCompleted);
    ex_rundown_completed(RunRef);
}
