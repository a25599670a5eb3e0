// Failures that a scenario plans: of the n-th call of a routine, or of the n-th allocation, from
// here on.
#ifndef PERSTREAM_PLAN_H
#define PERSTREAM_PLAN_H

#include "sim.h"

// In place of a routine: whichever allocates.
#define PLAN_ALLOCATION SIM_ROUTINES

// `nth` counts the driver's calls from 1; `status` is one that the routine can be made to return.
void plan_failure(sim_routine routine, NTSTATUS status, uint64_t nth);
void plan_allocation_failure(uint64_t nth);
// Counts a call by the driver and gives its status: STATUS_SUCCESS, no failure is planned for it.
NTSTATUS plan_outcome(sim_routine routine);
bool plan_was_made(void);
// How many have not come about yet.
uint32_t plan_pending(void);

#endif
