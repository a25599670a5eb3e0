// Why contexts are left when their filter unregisters: which reference has no release.
#include "flt_internal.h"

#define MAXIMUM_LEAKS 256

typedef struct leak {
    flt_context *context;
    bool referred; // another context that is left holds a pointer to it
    bool visited;
    bool on_path;
} leak;

typedef struct leaks {
    leak all[MAXIMUM_LEAKS];
    uint32_t count;
} leaks;

// Whether one context's memory holds the address of the other.
static bool refers_to(const flt_context *from, const flt_context *to) {
    const uintptr_t *words = from->memory;
    for (size_t i = 0; i < from->size / sizeof *words; i++) {
        if (words[i] == (uintptr_t)to->memory) return true;
    }
    return false;
}

// A context from which one comes back to it, or NULL (S24).
static flt_context *find_circle(leaks *left, leak *at) {
    if (at->on_path) return at->context;
    if (at->visited) return NULL;
    at->visited = at->on_path = true;
    flt_context *found = NULL;
    for (uint32_t i = 0; i < left->count && found == NULL; i++) {
        leak *next = &left->all[i];
        if (next == at || !refers_to(at->context, next->context)) continue;
        next->referred = true;
        found = find_circle(left, next);
    }
    at->on_path = false;
    return found;
}

static const struct {
    sim_rule rule;
    const char *text;
} origins[] = {
    [FLT_FROM_ALLOCATE] = {RULE_S11, "that of its allocation"},
    [FLT_FROM_LOST_RACE] = {RULE_S3, "that of its allocation, after another context was found set"},
    [FLT_FROM_FAILED_SECTION] = {RULE_X2, "that of its allocation, after its section could not be "
                                          "created"},
    [FLT_FROM_SECOND_SECTION] = {RULE_X3, "that of its allocation, after the stream was found to "
                                          "have an open section"},
    [FLT_FROM_FAILED_ENLISTMENT] = {RULE_T4, "that of its allocation, after the enlistment failed"},
    [FLT_FROM_GET] = {RULE_S11, "one that FltGet…Context returned"},
    [FLT_FROM_GET_CONTEXTS] = {RULE_S19, "one that FltGetContexts returned"},
    [FLT_FROM_REFERENCE] = {RULE_S11, "one of FltReferenceContext"},
    [FLT_FROM_KEEP] = {RULE_S3, "that of the existing context that FltSet…Context returned"},
    [FLT_FROM_REPLACE] = {RULE_S5, "that of the replaced context that FltSet…Context returned"},
    [FLT_FROM_DELETE] = {RULE_S16, "that of the deleted context that was handed out"},
};

#define LEAK_TEXT                                                                                  \
    "FltUnregisterFilter waits for ever: a %s has %d reference%s that nobody releases; the "       \
    "oldest is %s"

// The last one ends the run, as the system would not go on.
static void report(const flt_context *context, bool is_last) {
    flt_origin origin = context->held_count > 0 ? (flt_origin)context->held[0].origin
                                                : FLT_FROM_REFERENCE;
    sim_rule rule = origins[origin].rule;
    const char *name = flt_context_name(context->type), *text = origins[origin].text;
    int count = (int)context->references;
    const char *plural = count == 1 ? "" : "s";
    if (is_last) sim_stop(rule, context->identity, SIM_NO_BUGCHECK, LEAK_TEXT, name, count, plural,
                          text);
    sim_report(rule, context->identity, SIM_NO_BUGCHECK, LEAK_TEXT, name, count, plural, text);
}

void flt_report_leaks(PFLT_FILTER filter) {
    leaks *left = sim_alloc(sizeof *left);
    for (LIST_ENTRY *at = filter->contexts.Flink; at != &filter->contexts; at = at->Flink) {
        if (left->count == MAXIMUM_LEAKS) break;
        left->all[left->count++].context = CONTAINING_RECORD(at, flt_context, filter_links);
    }
    flt_context *in_circle = NULL;
    for (uint32_t i = 0; i < left->count && in_circle == NULL; i++) {
        in_circle = find_circle(left, &left->all[i]);
    }
    if (in_circle != NULL) {
        sim_stop(RULE_S24, in_circle->identity, SIM_NO_BUGCHECK,
                 "FltUnregisterFilter waits for ever: a %s refers to itself by way of others",
                 flt_context_name(in_circle->type));
    }
    // What another one keeps is only a consequence.
    const flt_context *last = NULL;
    for (uint32_t i = 0; i < left->count; i++) {
        if (left->all[i].referred) continue;
        if (last != NULL) report(last, false);
        last = left->all[i].context;
    }
    if (last != NULL) report(last, true);
}
