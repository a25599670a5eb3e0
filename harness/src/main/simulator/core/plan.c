// Failures that a scenario plans.
#include "plan.h"

#include <string.h>

typedef struct plan {
    struct plan *next;
    sim_routine routine;
    NTSTATUS status;
    uint64_t calls; // until it comes about
} plan;

SIM_STATE static plan *plans;
SIM_STATE static bool made;

static void add(sim_routine routine, NTSTATUS status, uint64_t nth) {
    plan *added = sim_alloc(sizeof *added);
    *added = (plan){plans, routine, status, nth};
    plans = added;
    made = true;
}

void plan_failure(sim_routine routine, NTSTATUS status, uint64_t nth) { add(routine, status, nth); }

void plan_allocation_failure(uint64_t nth) { add(PLAN_ALLOCATION, STATUS_SUCCESS, nth); }

bool plan_was_made(void) { return made; }

uint32_t plan_pending(void) {
    uint32_t count = 0;
    for (const plan *p = plans; p != NULL; p = p->next) count++;
    return count;
}

// What an allocation fails with; STATUS_SUCCESS for a routine that does not allocate.
static NTSTATUS failed_allocation(sim_routine routine) {
    if (strstr(sim_routines[routine].name, "Allocate") == NULL) return STATUS_SUCCESS;
    const NTSTATUS *status = sim_routines[routine].injected;
    for (; *status != STATUS_SUCCESS; status++) {
        if (*status == SIM_NO_MEMORY || *status == STATUS_INSUFFICIENT_RESOURCES) return *status;
    }
    return STATUS_SUCCESS;
}

NTSTATUS plan_outcome(sim_routine routine) {
    NTSTATUS outcome = STATUS_SUCCESS;
    for (plan **link = &plans; *link != NULL;) {
        plan *p = *link;
        bool allocates = p->routine == PLAN_ALLOCATION;
        NTSTATUS status = allocates ? failed_allocation(routine) : p->status;
        bool counts = status != STATUS_SUCCESS && (allocates || p->routine == routine);
        if (counts && p->calls > 0) p->calls--;
        // Of two that meet in one call, the other comes with the next.
        if (!counts || p->calls > 0 || outcome != STATUS_SUCCESS) {
            link = &p->next;
            continue;
        }
        outcome = status;
        *link = p->next;
        sim_free(p);
    }
    return outcome;
}
