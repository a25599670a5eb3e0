// Deferred procedure calls. A thread of the simulator's at DISPATCH_LEVEL runs them, as another
// processor would.
#include "internal.h"

typedef struct dpc_entry {
    struct dpc_entry *next;
    PRKDPC dpc;
} dpc_entry;

static SIM_STATE dpc_entry *queue;
static SIM_STATE sim_thread *dpc_thread;
static SIM_STATE bool running;

static void call(PRKDPC dpc) {
    ke_callout callout;
    KDPC copy = *dpc; // the routine may free or queue it again

    race_acquire(dpc);
    sim_set_irql(DISPATCH_LEVEL);
    ke_callout_begin(&callout, "DPC routine");
    copy.DeferredRoutine(dpc, copy.DeferredContext, copy.SystemArgument1, copy.SystemArgument2);
    ke_callout_end(&callout);
    sim_set_irql(PASSIVE_LEVEL);
}

static void run_dpcs(void *unused) {
    for (;;) {
        dpc_entry *entry = queue;
        ke_live *live;

        if (!entry) {
            sim_wake(&running);
            sim_wait_for_work(&queue, "DPCs");
            continue;
        }
        queue = entry->next;
        live = ke_live_find(entry->dpc, KE_LIVE_DPC);
        if (live) {
            ke_live_remove(live);
            running = true;
            call(entry->dpc);
            race_release(&running);
            running = false;
        }
        sim_free(entry);
    }
}

bool ke_dpc_queue(PRKDPC dpc, void *argument1, void *argument2) {
    dpc_entry **last = &queue;

    if (ke_live_find(dpc, KE_LIVE_DPC)) {
        race_release(dpc);
        return false;
    }
    dpc->SystemArgument1 = argument1;
    dpc->SystemArgument2 = argument2;
    while (*last) last = &(*last)->next;
    *last = sim_alloc(sizeof(**last));
    (*last)->dpc = dpc;
    race_release(dpc);
    ke_live_add(dpc, KE_LIVE_DPC, (void *)dpc->DeferredRoutine);
    if (!dpc_thread) {
        dpc_thread = sim_thread_create("DPCs", run_dpcs, NULL);
        dpc_thread->system = true;
    }
    sim_wake(&queue);
    return true;
}

// wdm/nf-wdm-keinitializedpc
VOID KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext) {
    SIM_CALL(KeInitializeDpc);
    ke_require_nonpaged(Dpc, "KDPC");
    *Dpc = (KDPC){.DeferredRoutine = DeferredRoutine, .DeferredContext = DeferredContext};
}

// wdm/nf-wdm-keinsertqueuedpc
BOOLEAN KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2) {
    SIM_CALL(KeInsertQueueDpc);
    return ke_dpc_queue(Dpc, SystemArgument1, SystemArgument2);
}

// wdm/nf-wdm-keremovequeuedpc
BOOLEAN KeRemoveQueueDpc(PRKDPC Dpc) {
    ke_live *live;

    SIM_CALL(KeRemoveQueueDpc);
    live = ke_live_find(Dpc, KE_LIVE_DPC);
    if (!live) return FALSE;
    ke_live_remove(live);
    for (dpc_entry **link = &queue; *link; link = &(*link)->next) {
        dpc_entry *entry = *link;

        if (entry->dpc != Dpc) continue;
        *link = entry->next;
        sim_free(entry);
        break;
    }
    return TRUE;
}

// wdm/nf-wdm-keflushqueueddpcs
VOID KeFlushQueuedDpcs(VOID) {
    SIM_CALL(KeFlushQueuedDpcs);
    while (queue || running) sim_wait(&running, "queued DPCs to have run", SIM_FOREVER);
    race_acquire(&running);
}
