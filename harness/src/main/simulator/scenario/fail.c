// The step that plans a failure of the driver's calls.
#include <stdio.h>
#include <string.h>

#include "../core/plan.h"
#include "reader.h"
#include "steps.h"

// The statuses of each routine as its row writes them: STATUSES(STATUS_A, STATUS_B) or NONE.
static const char *const status_lists[SIM_ROUTINES] = {
#define ROUTINE(name, irql, windows, scheduling, page, injected, reached)                          \
    [ROUTINE_##name] = #injected,
#include "../core/all_routines.def"
#undef ROUTINE
};

// What fails by returning NULL or FALSE is told so.
static const char *shown(const char *name) {
    if (strcmp(name, "SIM_NO_MEMORY") == 0) return "NULL";
    if (strcmp(name, "SIM_FALSE") == 0) return "FALSE";
    return name;
}

// Copies the name of a routine's status at `index`; false: there are no more.
static bool status_name(sim_routine routine, uint32_t index, char *name, size_t size) {
    if (sim_routines[routine].injected[index] == STATUS_SUCCESS) return false;
    const char *at = strchr(status_lists[routine], '(');
    if (at == NULL) return false;
    for (at++; index > 0; index--) at = strchr(at, ',') + 1;
    at += strspn(at, " ");
    char written[80];
    snprintf(written, sizeof written, "%.*s", (int)strcspn(at, " ,)"), at);
    snprintf(name, size, "%s", shown(written));
    return true;
}

static void list_statuses(sim_routine routine, char *text, size_t size) {
    char name[80];
    size_t used = 0;
    for (uint32_t i = 0; used < size && status_name(routine, i, name, sizeof name); i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "", name);
    }
}

static bool find_status(sim_routine routine, const char *text, NTSTATUS *status) {
    char name[80];
    int64_t number;
    bool is_number = reader_integer(text, &number);
    for (uint32_t i = 0; status_name(routine, i, name, sizeof name); i++) {
        *status = sim_routines[routine].injected[i];
        if (strcmp(name, text) == 0) return true;
        if (is_number && (uint32_t)number == (uint32_t)*status) return true;
    }
    return false;
}

static bool find_routine(reader *r, const word *w, sim_routine *routine) {
    for (int i = 0; i < SIM_ROUTINES; i++) {
        *routine = (sim_routine)i;
        if (strcmp(sim_routines[i].name, w->text) == 0) return true;
    }
    proposal p = {NULL, 5};
    reader_consider(&p, w->text, "allocation");
    for (int i = 0; i < SIM_ROUTINES; i++) reader_consider(&p, w->text, sim_routines[i].name);
    reader_mistake(r, w->column, "there is no routine '%s'; %s", w->text,
                   reader_proposal(&p, "write 'allocation', or the routine's name"));
    return false;
}

static bool read_routine_failure(reader *r, step *s, const word *status) {
    const char *routine = sim_routines[s->routine].name;
    char possible[600] = "";
    list_statuses(s->routine, possible, sizeof possible);
    if (*possible == '\0') {
        reader_mistake(r, r->words[1].column,
                       "%s cannot be made to fail without an effect of its own", routine);
        return false;
    }
    if (status != NULL && find_status(s->routine, status->text, &s->failure)) return true;
    reader_mistake(r, status != NULL ? status->column : (int)strlen(r->line_text) + 1,
                   "%s cannot be made to return '%s'; it can return: %s", routine,
                   status != NULL ? status->text : "", possible);
    return false;
}

int reader_failure(reader *r, step *s, int at) {
    int64_t number = 1;
    if (at == r->word_count) {
        reader_mistake(r, (int)strlen(r->line_text) + 1,
                       "'fail' needs 'allocation' or a routine here: %s", s->verb->help);
        return at;
    }
    const word *what = &r->words[at++];
    s->routine = PLAN_ALLOCATION;
    if (strcmp(what->text, "allocation") != 0) {
        if (!find_routine(r, what, &s->routine)) return r->word_count;
        const word *status = at < r->word_count ? &r->words[at++] : NULL;
        if (!read_routine_failure(r, s, status)) return r->word_count;
    }
    if (at < r->word_count) {
        const word *nth = &r->words[at++];
        if (!reader_integer(nth->text, &number) || number < 1) {
            reader_mistake(r, nth->column, "'%s' is no number of a call: the next one is 1",
                           nth->text);
        }
    }
    s->integers[0] = number;
    return at;
}

NTSTATUS step_fail(const step *s) {
    if (s->routine == PLAN_ALLOCATION) plan_allocation_failure((uint64_t)s->integers[0]);
    else plan_failure(s->routine, s->failure, (uint64_t)s->integers[0]);
    return STATUS_SUCCESS;
}
