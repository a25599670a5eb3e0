// The routines' facts, and what happens at the entry of each.
#include "explorer.h"
#include "plan.h"
#include "race.h"
#include "report.h"

#define NONE ((const NTSTATUS[]){STATUS_SUCCESS})
#define STATUSES(...) ((const NTSTATUS[]){__VA_ARGS__, STATUS_SUCCESS})
#define SHARED true
#define LOCAL false
#define ANY_IRQL SIM_ANY_IRQL

const sim_routine_facts sim_routines[SIM_ROUTINES + 1] = {
#define ROUTINE(name, irql, windows, scheduling, page, injected, reached)                          \
    [ROUTINE_##name] = {#name, irql, windows, scheduling, page, injected},
#include "all_routines.def"
#undef ROUTINE
    [SIM_ROUTINES] = {"no routine", SIM_ANY_IRQL, WINDOWS_ANY, false, "", NONE},
};

uint32_t sim_windows = WINDOWS_11;
uint32_t sim_windows_build = 22000;
bool sim_fails_operations;
sim_rule (*sim_irql_rule)(sim_routine routine);

SIM_STATE static bool called_by_driver;

sim_routine sim_current_routine(void) { return sim_current->routine_entered; }

static void check_irql(const sim_routine_facts *facts, sim_routine routine) {
    sim_rule rule = sim_irql_rule != NULL ? sim_irql_rule(routine) : SIM_NO_RULE;
    sim_report(rule != SIM_NO_RULE ? rule : RULE_IRQL, 0,
               SIM_BUGCHECK(0xA, 0, sim_current->irql, 0, 0),
               "%s was called at IRQL %u; it may be called at %u or below", facts->name,
               sim_current->irql, facts->highest_irql);
}

void sim_enter(sim_routine routine, void *caller) {
    called_by_driver = sim_image_contains(caller);
    if (!called_by_driver) return;
    const sim_routine_facts *facts = &sim_routines[routine];
    if (race_on) race_look_again();
    sim_current->routine_entered = routine;
    sim_explorer->called[routine] |= 1;
    if (sim_current->irql > facts->highest_irql) check_irql(facts, routine);
    if (sim_windows < facts->oldest_windows) {
        sim_report(RULE_VERSION, 0, SIM_NO_BUGCHECK,
                   "%s is not there on the Windows that the scenario runs (NTDDI 0x%08X)",
                   facts->name, sim_windows);
    }
    if (facts->shared) sim_point();
    if (race_on) race_enter(routine);
    sim_current->routine_entered = routine;
    called_by_driver = true;
}

NTSTATUS sim_fault(sim_routine routine) {
    if (!called_by_driver) return STATUS_SUCCESS;
    NTSTATUS status = plan_outcome(routine);
    if (status != STATUS_SUCCESS) sim_explorer->called[routine] |= 2;
    else status = explorer_outcome(routine);
    if (status != STATUS_SUCCESS && sim_recording) {
        sim_trace("%s is made to return 0x%08X", sim_routines[routine].name, (uint32_t)status);
    }
    return status;
}
