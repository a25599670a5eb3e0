// What would still run a driver's code after it is unloaded.
#include "internal.h"

void ke_driver_unloaded(PDRIVER_OBJECT driver) {
    ke_live *next;

    for (ke_live *live = ke_live_first(); live; live = next) {
        const char *what = live->kind == KE_LIVE_TIMER ? "timer that is set"
                           : live->kind == KE_LIVE_DPC ? "queued DPC"
                           : live->kind == KE_LIVE_WORK ? "queued work item"
                                                        : NULL;

        next = live->next;
        if (!what || !live->caller) continue;
        sim_report(RULE_L18, ke_subject(live->address), SIM_BUGCHECK(0xCE, live->caller, 0, 0, 0),
                   "The driver is unloaded while it has a %s: its code would run after it is gone",
                   what);
        ke_live_remove(live);
    }
}
