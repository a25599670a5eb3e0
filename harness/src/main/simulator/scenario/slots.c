// What the names of a scenario stand for in a world.
#include <string.h>

#include "scenario.h"

#define GROUP 64u

// Groups stay where they are: a step may wait for what it puts into its slot.
SIM_STATE static scenario_slot **groups;
SIM_STATE static uint32_t group_count;

static void grow(uint32_t groups_needed) {
    uint32_t count = groups_needed > 2 * group_count ? groups_needed : 2 * group_count;
    scenario_slot **larger = sim_alloc(count * sizeof *larger);
    if (group_count > 0) memcpy(larger, groups, group_count * sizeof *larger);
    for (uint32_t i = group_count; i < count; i++) {
        larger[i] = sim_alloc(GROUP * sizeof(scenario_slot));
    }
    sim_free(groups);
    groups = larger;
    group_count = count;
}

scenario_slot *scenario_slot_of(uint32_t name) {
    if (name / GROUP >= group_count) grow(name / GROUP + 1);
    return &groups[name / GROUP][name % GROUP];
}

bool scenario_slot_is_free(uint32_t name) {
    const scenario_slot *slot = scenario_slot_of(name);
    return slot->object == NULL && slot->held == NULL;
}
