// IRQL, critical and guarded regions.
#include "internal.h"

#define SYNCH_LEVEL 12

KIRQL ke_irql(void) { return sim_current ? sim_current->irql : PASSIVE_LEVEL; }

KIRQL ke_irql_raise(KIRQL irql) {
    KIRQL old = ke_irql();

    sim_set_irql(irql);
    return old;
}

void ke_irql_lower(KIRQL irql) { sim_set_irql(irql); }

void ke_critical_region_enter(void) { sim_current->critical_regions++; }

void ke_critical_region_leave(void) { sim_current->critical_regions--; }

bool ke_apcs_disabled(void) {
    const sim_thread *thread = sim_current;

    return thread->critical_regions > 0 || thread->guarded_regions > 0 || thread->irql >= APC_LEVEL;
}

// wdm/nf-wdm-kegetcurrentirql
KIRQL KeGetCurrentIrql(VOID) {
    SIM_CALL(KeGetCurrentIrql);
    return ke_irql();
}

static KIRQL raise_checked(KIRQL irql) {
    KIRQL old = ke_irql();

    if (irql < old || irql > HIGH_LEVEL) {
        sim_stop(RULE_IRQL, 0, SIM_BUGCHECK(0xC4, 0x30, old, irql, 0),
                 "KeRaiseIrql at IRQL %u is asked for IRQL %u: it can only raise", old, irql);
    }
    sim_set_irql(irql);
    return old;
}

// wdm/nf-wdm-keraiseirql
KIRQL KfRaiseIrql(KIRQL NewIrql) {
    SIM_CALL(KeRaiseIrql);
    return raise_checked(NewIrql);
}

// wdm/nf-wdm-keraiseirqltodpclevel
KIRQL KeRaiseIrqlToDpcLevel(VOID) {
    SIM_CALL(KeRaiseIrqlToDpcLevel);
    return raise_checked(DISPATCH_LEVEL);
}

// As wdm/nf-wdm-keraiseirqltodpclevel: on x64 both levels keep the scheduler away
KIRQL KeRaiseIrqlToSynchLevel(VOID) {
    SIM_CALL(KeRaiseIrqlToSynchLevel);
    return raise_checked(SYNCH_LEVEL);
}

// wdm/nf-wdm-kelowerirql
VOID KeLowerIrql(KIRQL NewIrql) {
    KIRQL old = ke_irql();

    SIM_CALL(KeLowerIrql);
    if (NewIrql > old) {
        sim_stop(RULE_IRQL, 0, SIM_BUGCHECK(0xC4, 0x31, old, NewIrql, 0),
                 "KeLowerIrql at IRQL %u is asked for IRQL %u: it can only lower", old, NewIrql);
    }
    sim_set_irql(NewIrql);
}

// ntddk/nf-ntddk-keentercriticalregion
VOID KeEnterCriticalRegion(VOID) {
    SIM_CALL(KeEnterCriticalRegion);
    ke_critical_region_enter();
}

// ntddk/nf-ntddk-keleavecriticalregion
VOID KeLeaveCriticalRegion(VOID) {
    SIM_CALL(KeLeaveCriticalRegion);
    if (sim_current->critical_regions <= 0) {
        sim_report(RULE_LOCK, 0, SIM_BUGCHECK(0xC4, 0x3E, 0, 0, 0),
                   "KeLeaveCriticalRegion in a thread that is in no critical region");
        return;
    }
    ke_critical_region_leave();
}

// ntddk/nf-ntddk-keenterguardedregion
VOID KeEnterGuardedRegion(VOID) {
    SIM_CALL(KeEnterGuardedRegion);
    sim_current->guarded_regions++;
}

// ntddk/nf-ntddk-keleaveguardedregion
VOID KeLeaveGuardedRegion(VOID) {
    SIM_CALL(KeLeaveGuardedRegion);
    if (sim_current->guarded_regions <= 0) {
        sim_report(RULE_LOCK, 0, SIM_NO_BUGCHECK,
                   "KeLeaveGuardedRegion in a thread that is in no guarded region");
        return;
    }
    sim_current->guarded_regions--;
}

// wdm/nf-wdm-keareapcsdisabled
BOOLEAN KeAreApcsDisabled(VOID) {
    SIM_CALL(KeAreApcsDisabled);
    return sim_current->critical_regions > 0 || sim_current->guarded_regions > 0;
}

// wdm/nf-wdm-keareallapcsdisabled
BOOLEAN KeAreAllApcsDisabled(VOID) {
    SIM_CALL(KeAreAllApcsDisabled);
    return sim_current->guarded_regions > 0 || ke_irql() >= APC_LEVEL;
}

// The PAGED_CODE macro: the routine may be paged out, so it must not run at DISPATCH_LEVEL.
void sim_paged_code(const char *file, int line) {
    if (ke_irql() <= APC_LEVEL) return;
    sim_report(RULE_L21, 0, SIM_BUGCHECK(0xD3, 0, ke_irql(), 0, 0),
               "Pageable code runs at IRQL %u: PAGED_CODE at %s:%d", ke_irql(), file, line);
}
