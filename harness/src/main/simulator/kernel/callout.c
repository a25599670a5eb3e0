// Calls into a driver: it must return with the IRQL, the regions and the locks that it was called
// with.
#include "internal.h"

static uint32_t driver_locks(const sim_thread *thread) {
    uint32_t count = 0;

    for (uint32_t i = 0; i < thread->lock_count; i++) count += thread->locks[i].acquired_at != NULL;
    return count;
}

void ke_callout_begin_ex(ke_callout *callout, const char *name, uint32_t flags) {
    const sim_thread *thread = sim_current;

    race_acquire(&race_known);
    *callout = (ke_callout){name,
                            thread->irql,
                            thread->critical_regions,
                            thread->guarded_regions,
                            driver_locks(thread),
                            flags};
}

void ke_callout_begin(ke_callout *callout, const char *name) {
    ke_callout_begin_ex(callout, name, 0);
}

static void check_irql(const ke_callout *callout) {
    sim_thread *thread = sim_current;
    KIRQL irql = thread->irql;

    if (irql == callout->irql) return;
    if (callout->flags & KE_CALLOUT_CHANGES_IRQL && irql < callout->irql) return;
    sim_report(RULE_IRQL, 0,
               SIM_BUGCHECK(0xC8, (uint32_t)irql << 16 | (uint32_t)callout->irql << 8 | 2, 0, 0, 0),
               "%s was called at IRQL %u and returned at IRQL %u", callout->name, callout->irql,
               irql);
    sim_set_irql(callout->irql);
}

static void check_regions(const ke_callout *callout) {
    sim_thread *thread = sim_current;

    if (thread->critical_regions != callout->critical_regions) {
        sim_report(RULE_LOCK, 0,
                   SIM_BUGCHECK(0xC4, 0xC5, 0, -thread->critical_regions,
                                -callout->critical_regions),
                   "%s %s a critical region that it did not %s", callout->name,
                   thread->critical_regions > callout->critical_regions ? "entered" : "left",
                   thread->critical_regions > callout->critical_regions ? "leave" : "enter");
        thread->critical_regions = callout->critical_regions;
    }
    if (thread->guarded_regions != callout->guarded_regions) {
        sim_report(RULE_LOCK, 0, SIM_NO_BUGCHECK, "%s %s a guarded region that it did not %s",
                   callout->name,
                   thread->guarded_regions > callout->guarded_regions ? "entered" : "left",
                   thread->guarded_regions > callout->guarded_regions ? "leave" : "enter");
        thread->guarded_regions = callout->guarded_regions;
    }
}

// Whether it left locks; what they did to the IRQL and the regions is no further breach then.
static bool left_locks(const ke_callout *callout) {
    sim_thread *thread = sim_current;
    uint32_t more = driver_locks(thread);
    bool left = more > callout->lock_count;

    for (uint32_t i = thread->lock_count; i-- > 0 && more > callout->lock_count;) {
        sim_held_lock *held = &thread->locks[i];

        if (!held->acquired_at) continue;
        sim_report(RULE_LOCK, ke_subject(held->lock), SIM_NO_BUGCHECK,
                   "%s returned with %s %s held that it acquired", callout->name,
                   ke_article(held->kind, false), held->kind);
        held->acquired_at = NULL; // no callout around this one reports it again
        more--;
    }
    if (!left) return false;
    thread->critical_regions = callout->critical_regions;
    thread->guarded_regions = callout->guarded_regions;
    sim_set_irql(callout->irql);
    return true;
}

void ke_callout_end(ke_callout *callout) {
    race_release(&race_ended);
    if (callout->flags & KE_CALLOUT_KEEPS_LOCKS) {
        check_irql(callout);
    } else if (!left_locks(callout)) {
        check_irql(callout);
        check_regions(callout);
    }
}

void ke_thread_ending(const char *what) {
    sim_thread *thread = sim_current;

    for (uint32_t i = thread->lock_count; i-- > 0;) {
        sim_report(RULE_LOCK, ke_subject(thread->locks[i].lock),
                   SIM_BUGCHECK(0xC4, 0x100A, thread, 0, 0), "%s ends and holds %s %s", what,
                   ke_article(thread->locks[i].kind, false), thread->locks[i].kind);
    }
    if (thread->lock_count) {
        thread->critical_regions = thread->guarded_regions = 0;
        sim_set_irql(PASSIVE_LEVEL);
        return;
    }
    if (thread->irql != PASSIVE_LEVEL) {
        sim_report(RULE_IRQL, 0, SIM_BUGCHECK(0x20, 0, -thread->critical_regions, thread->irql, 0),
                   "%s ends at IRQL %u", what, thread->irql);
    }
    if (thread->critical_regions || thread->guarded_regions) {
        sim_report(RULE_LOCK, 0,
                   SIM_BUGCHECK(0x20, 0, -(thread->critical_regions + thread->guarded_regions),
                                thread->irql, 0),
                   "%s ends in a critical or guarded region", what);
    }
    thread->critical_regions = thread->guarded_regions = 0;
    sim_set_irql(PASSIVE_LEVEL);
}
