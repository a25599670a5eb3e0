// Which runs are tried: depth first over all decisions within the budgets, or at random.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explorer.h"
#include "race.h"

explorer *sim_explorer;

SIM_STATE static uint32_t ordinals[DECISION_KINDS];
SIM_STATE static uint32_t spent[DECISION_KINDS];
SIM_STATE static uint32_t depth;
SIM_STATE static uint64_t random_state;

static uint64_t next_random(void) { // splitmix64
    uint64_t z = (random_state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

bool explorer_next(void) {
    explorer *e = sim_explorer;
    if (!e->started) {
        e->started = true;
        return true;
    }
    switch (e->mode) {
    case EXPLORE_ONCE:
        e->complete = true;
        return false;
    case EXPLORE_RANDOMLY:
        return e->runs < e->random_runs; // never complete: which there are it does not know
    case EXPLORE_EXHAUSTIVELY:
        while (e->path_length > 0) {
            decision *last = &e->path[e->path_length - 1];
            if (last->chosen + 1 < last->options) {
                last->chosen++;
                return true;
            }
            e->path_length--;
        }
        e->complete = true;
        return false;
    }
    return false;
}

void explorer_begin_run(void) {
    explorer *e = sim_explorer;
    race_settled();
    e->runs++;
    e->taken_count = 0;
    e->run_failed = false;
    random_state = e->seed + e->runs * 0xD1B54A32D192ED03u;
}

static uint32_t replayed(decision_kind kind, uint32_t ordinal) {
    explorer *e = sim_explorer;
    for (uint32_t i = 0; i < e->replay_count; i++) {
        if (e->replay[i].kind == kind && e->replay[i].ordinal == ordinal) {
            return e->replay[i].option;
        }
    }
    return 0;
}

static uint32_t exhaustive(uint32_t options) {
    explorer *e = sim_explorer;
    if (depth == e->path_length) {
        if (depth == EXPLORER_DECISIONS) return 0;
        e->path[e->path_length++] = (decision){0, (uint16_t)options};
        if (e->path_length > e->longest_path) e->longest_path = e->path_length;
    }
    decision *d = &e->path[depth++];
    if (d->options != options) {
        sim_broken("a run differs from its replay: %u options instead of %u at decision %u",
                   options, d->options, depth - 1);
    }
    return d->chosen;
}

static uint32_t random_option(decision_kind kind, uint32_t options, bool costly) {
    if (!costly) return (uint32_t)(next_random() % options);
    uint32_t one_in = kind == DECISION_SCHEDULE ? 8 : 64;
    if (next_random() % one_in != 0) return 0;
    return 1 + (uint32_t)(next_random() % (options - 1));
}

static uint32_t choose(decision_kind kind, uint32_t options, bool costly, uint32_t *ordinal) {
    explorer *e = sim_explorer;
    *ordinal = ordinals[kind]++;
    if (e->mode == EXPLORE_ONCE) return e->replay_count > 0 ? replayed(kind, *ordinal) : 0;
    if (costly && spent[kind] >= e->budgets[kind]) return 0;
    uint32_t option = e->mode == EXPLORE_EXHAUSTIVELY ? exhaustive(options)
                                                     : random_option(kind, options, costly);
    if (option != 0 && costly) spent[kind]++;
    return option;
}

static void take(decision_kind kind, uint32_t ordinal, uint32_t option, NTSTATUS status) {
    explorer *e = sim_explorer;
    if (e->taken_count == EXPLORER_TAKEN) sim_broken("too many decisions in one run");
    e->taken[e->taken_count++] =
        (taken_option){(uint8_t)kind, (uint16_t)option, ordinal, (uint32_t)status};
}

uint32_t explorer_choose(decision_kind kind, uint32_t options, bool costly) {
    uint32_t ordinal;
    uint32_t option = choose(kind, options, costly, &ordinal);
    if (option >= options) sim_broken("the replay does not belong to this scenario");
    if (option != 0) take(kind, ordinal, option, 0);
    return option;
}

NTSTATUS explorer_outcome(sim_routine routine) {
    const NTSTATUS *statuses = sim_routines[routine].injected;
    uint32_t count = 0;
    while (statuses[count] != STATUS_SUCCESS) count++;
    if (count == 0) return STATUS_SUCCESS;
    uint32_t ordinal;
    uint32_t option = choose(DECISION_OUTCOME, count + 1, true, &ordinal);
    if (option == 0 || option > count) return STATUS_SUCCESS;
    sim_explorer->called[routine] |= 2;
    take(DECISION_OUTCOME, ordinal, option, statuses[option - 1]);
    return statuses[option - 1];
}

void explorer_token(char *text, size_t size) {
    explorer *e = sim_explorer;
    size_t used = 0;
    snprintf(text, size, "-");
    for (uint32_t i = 0; i < e->taken_count && used < size; i++) {
        taken_option *o = &e->taken[i];
        used += (size_t)snprintf(text + used, size - used, "%s%c%u=%u", i > 0 ? "," : "",
                                 o->kind == DECISION_SCHEDULE ? 'p' : 'f', o->ordinal, o->option);
    }
}

bool explorer_parse_token(const char *text) {
    explorer *e = sim_explorer;
    e->replay_count = 0;
    if (strcmp(text, "-") == 0) return true;
    while (*text != '\0') {
        unsigned ordinal, option;
        char kind;
        int length = 0;
        if (sscanf(text, "%c%u=%u%n", &kind, &ordinal, &option, &length) != 3) return false;
        if ((kind != 'p' && kind != 'f') || e->replay_count == EXPLORER_TAKEN) return false;
        e->replay[e->replay_count++] =
            (taken_option){kind == 'p' ? DECISION_SCHEDULE : DECISION_OUTCOME, (uint16_t)option,
                           ordinal, 0};
        text += length;
        if (*text == ',') text++;
        else if (*text != '\0') return false;
    }
    return e->replay_count > 0;
}

bool explorer_remember(uint64_t key) {
    explorer *e = sim_explorer;
    for (uint32_t i = 0; i < e->seen_count; i++) {
        if (e->seen[i] == key) return false;
    }
    if (e->seen_count < EXPLORER_SEEN) e->seen[e->seen_count++] = key;
    return true;
}

bool explorer_remember_observation(uint64_t key) {
    if (key == 0) key = 1;
    for (uint32_t tried = 0; tried < 64; tried++) {
        uint64_t *place = &sim_explorer->observed[(key + tried) % EXPLORER_OBSERVED];
        if (*place == key) return false;
        if (*place != 0) continue;
        *place = key;
        return true;
    }
    return true;
}
