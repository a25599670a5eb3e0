// Findings of races: both accesses, with what each thread held, go into the history of what they are about.
#define _GNU_SOURCE
#include "race.h"

#if SIM_ASAN

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explorer.h"
#include "race_clock.h"
#include "report.h"
#include "world.h"

#define TOLD 64

// An access of a recorded run.
typedef struct record {
    stack_trace stack;
    sim_routine routine;
    char verb[80];
} record;

// Host side; filled only in a recorded run.
static record **records;
static size_t record_count, record_capacity;

static const char *article(const char *kind) { return strchr("AEIOaeio", kind[0]) != NULL ? "an" : "a"; }

// "read with a push lock held"
static void describe(char *verb, size_t size, unsigned kind) {
    const char *what = (kind & RACE_ATOMIC) != 0  ? "accessed by an interlocked routine"
                       : (kind & RACE_WRITE) != 0 ? "written"
                                                  : "read";
    if (sim_current->lock_count == 0) {
        snprintf(verb, size, "%s with no lock held", what);
        return;
    }
    const sim_held_lock *lock = &sim_current->locks[sim_current->lock_count - 1];
    snprintf(verb, size, "%s with %s %s held%s", what, article(lock->kind), lock->kind,
             lock->exclusive ? "" : " shared");
}

static void fill(record *r, unsigned kind, void *caller) {
    stack_capture(&r->stack);
    // The routine that remembers is no part of the driver's stack, which may have gone on since a value was read.
    uint32_t skipped = 0;
    while (skipped < r->stack.count && !sim_image_contains(r->stack.frames[skipped])) skipped++;
    if (skipped == r->stack.count) skipped = 0;
    r->stack.count -= skipped;
    memmove(r->stack.frames, r->stack.frames + skipped, r->stack.count * sizeof r->stack.frames[0]);
    if (r->stack.count > 0 && sim_image_contains(caller)) r->stack.frames[0] = (char *)caller - 1;
    r->routine = SIM_ROUTINES;
    describe(r->verb, sizeof r->verb, kind);
}

uint64_t race_remember(unsigned kind, void *caller) {
    if (record_count == record_capacity) {
        record_capacity = record_capacity * 2 + 256;
        records = realloc(records, record_capacity * sizeof *records);
        if (records == NULL) abort();
    }
    record *r = malloc(sizeof *r);
    if (r == NULL) abort();
    fill(r, kind, caller);
    records[record_count] = r;
    return record_count++;
}

// The first race about a block or variable is told in each run: the others have the same remedy, as a rule.
static bool told_before(const void *what) {
    static const void *told[TOLD];
    static size_t count;
    static uint64_t run;
    if (run != sim_explorer->runs) count = 0;
    run = sim_explorer->runs;
    for (size_t i = 0; i < count; i++) {
        if (told[i] == what) return true;
    }
    if (count < TOLD) told[count++] = what;
    return false;
}

static void tell_history(const race_pair *pair, sim_identity subject, const record *own) {
    if (!sim_recording) return;
    const record *other = records[pair->other_place];
    report_history(subject, other->verb, sim_thread_at(pair->other)->name, &other->stack);
    report_history(subject, strdup(own->verb), sim_current->name, &own->stack);
}

static const char *doing(unsigned kind) {
    if ((kind & RACE_ATOMIC) != 0) return "changes by an interlocked routine";
    return (kind & RACE_WRITE) != 0 ? "writes" : "reads";
}

static const char *done(unsigned kind) {
    if ((kind & RACE_ATOMIC) != 0) return "changed by an interlocked routine";
    return (kind & RACE_WRITE) != 0 ? "written" : "read";
}

// What the memory belongs to; false: not to the driver alone, it is gone, or was told of.
static bool find_subject(const uint8_t *address, sim_identity *subject, char *text, size_t size) {
    sim_block block;
    if (sim_heap_find(address, &block)) {
        if (block.freed || !block.shared || told_before(block.address)) return false;
        *subject = block.identity;
        snprintf(text, size, "at offset %td of a block of %zu", address - (uint8_t *)block.address, block.size);
        return true;
    }
    if (told_before(address)) return false;
    Dl_info info;
    bool named = dladdr(address, &info) != 0 && info.dli_sname != NULL &&
                 sim_image_contains(info.dli_saddr);
    *subject = sim_identify("global variable", address);
    if (named) sim_name(*subject, "%s", info.dli_sname);
    snprintf(text, size, "of a global variable");
    return true;
}

void race_report(const race_pair *pair) {
    char where[80];
    sim_identity subject;
    record own;
    if (!find_subject(pair->address, &subject, where, sizeof where)) return;
    fill(&own, pair->kind, pair->caller);
    tell_history(pair, subject, &own);
    report_finding(RULE_RACE, subject, &own.stack,
                   "thread '%s' %s %zu byte%s %s that thread '%s' has %s, and nothing orders the two",
                   sim_current->name, doing(pair->kind), pair->size, pair->size == 1 ? "" : "s", where,
                   sim_thread_at(pair->other)->name, done(pair->other_kind));
}

#endif
