// Threads as fibers: one runs at a time, and every switch is a decision of the explorer or forced.
#include <string.h>

#include "explorer.h"
#include "race.h"
#include "world.h"

SIM_STATE sim_thread *sim_current;
SIM_STATE static sim_thread *threads[FIBERS];
SIM_STATE static uint32_t thread_count;
SIM_STATE static uint32_t ready_count; // threads in SIM_THREAD_READY, the current one included
SIM_STATE static uint32_t stacks_used[FIBERS];
SIM_STATE static bool concurrent;
SIM_STATE static sim_thread *settling;
SIM_STATE static uint64_t now;
SIM_STATE static uint64_t steps;
SIM_STATE static bool paged_hidden;

static void *host_stack; // host side
static sim_run_result result;

// 2026-01-01 in 100 ns since 1601
#define SYSTEM_TIME_AT_START 134116992000000000u

uint64_t sim_now(void) { return now; }
uint64_t sim_system_time(void) { return SYSTEM_TIME_AT_START + now; }
void sim_pass_time(uint64_t interval) { now += interval; }
uint32_t sim_thread_count(void) { return thread_count; }
sim_thread *sim_thread_at(uint32_t index) { return threads[index]; }
void scheduler_set_concurrent(bool on) { concurrent = on; }

bool scheduler_stack(uint32_t index, uint8_t **used, size_t *size) {
    if (index >= thread_count || threads[index]->stack == NULL) return false;
    sim_thread *t = threads[index];
    *used = t->stack_pointer;
    *size = (size_t)(t->stack + FIBER_STACK - (uint8_t *)t->stack_pointer);
    return true;
}

static void show_paged_for(const sim_thread *t) {
    bool hidden = t != NULL && t->irql >= DISPATCH_LEVEL;
    if (hidden == paged_hidden) return;
    paged_hidden = hidden;
    heap_show_paged(!hidden);
}

void sim_set_irql(KIRQL irql) {
    sim_current->irql = irql;
    show_paged_for(sim_current);
}

// Goes on with another thread, or with the host if it is NULL.
static void switch_to(sim_thread *next) {
    sim_thread *self = sim_current;
    if (race_on && self != NULL) race_look_again();
    sim_current = next;
    show_paged_for(next);
    fiber_leave(next != NULL ? next->stack : NULL);
    fiber_switch(self != NULL ? &self->stack_pointer : &host_stack,
                 next != NULL ? next->stack_pointer : host_stack);
    fiber_arrive();
}

static void to_host(sim_run_result with) {
    result = with;
    sim_thread *self = sim_current;
    switch_to(NULL);
    sim_current = self;
}

_Noreturn void scheduler_stop(void) {
    to_host(RUN_STOPPED);
    sim_broken("a stopped run went on");
}

void scheduler_at_exploration(void) { to_host(RUN_AT_EXPLORATION); }

_Noreturn void scheduler_run_again(void) {
    to_host(RUN_AGAIN);
    sim_broken("a world went on that was given up");
}

void scheduler_count_from_here(void) { steps = 0; }

static sim_thread *to_resume; // host side: who runs when scheduler_run is called

sim_run_result scheduler_run(void) {
    to_resume = sim_current != NULL ? sim_current : threads[0];
    sim_current = NULL;
    paged_hidden = false;
    heap_show_paged(true);
    switch_to(to_resume);
    return result;
}

static void thread_entry(void) {
    fiber_arrive();
    sim_current->routine(sim_current->argument);
    sim_thread_end();
}

static uint8_t *take_stack(uint32_t index) {
    for (uint32_t slot = 0; slot < FIBERS; slot++) {
        if (stacks_used[slot] == 0) {
            stacks_used[slot] = index + 1;
            return fiber_stack(slot);
        }
    }
    sim_broken("more than %d threads", FIBERS);
}

sim_thread *sim_thread_create(const char *name, void (*routine)(void *argument), void *argument) {
    uint32_t index = 0;
    while (index < thread_count && threads[index]->state != SIM_THREAD_FREE) index++;
    if (index == FIBERS) sim_broken("more than %d threads", FIBERS);
    sim_thread *t;
    if (index == thread_count) {
        t = sim_alloc(sizeof(struct _ETHREAD));
        threads[thread_count++] = t;
    } else {
        t = threads[index];
        memset(t, 0, sizeof *t);
    }
    t->index = index;
    t->name = name;
    t->routine_entered = SIM_ROUTINES;
    t->thread_id = 0x100 + 4 * index;
    t->routine = routine;
    t->argument = argument;
    t->stack = take_stack(index);
    world_unpoison(t->stack, FIBER_STACK);
    t->stack_pointer = fiber_prepare(t->stack, thread_entry);
    t->state = SIM_THREAD_READY;
    ready_count++;
    race_thread_created(t);
    return t;
}

static sim_thread *ready_thread(uint32_t option) {
    for (uint32_t i = 0; i < thread_count; i++) {
        sim_thread *t = threads[i];
        if (t->state == SIM_THREAD_READY && t != sim_current && option-- == 0) return t;
    }
    sim_broken("no ready thread %u", option);
}

static void make_ready(sim_thread *t) {
    t->state = SIM_THREAD_READY;
    t->wait_key = NULL;
    ready_count++;
}

// When no thread can run: time passes until the first one whose wait ends then.
static bool pass_time_to_deadline(void) {
    uint64_t first = UINT64_MAX;
    for (uint32_t i = 0; i < thread_count; i++) {
        sim_thread *t = threads[i];
        if (t->state == SIM_THREAD_WAITING && t->wait_deadline < first) first = t->wait_deadline;
    }
    if (first == UINT64_MAX) return false;
    if (first > now) now = first;
    for (uint32_t i = 0; i < thread_count; i++) {
        sim_thread *t = threads[i];
        if (t->state == SIM_THREAD_WAITING && t->wait_deadline <= now) {
            t->wait_timed_out = true;
            make_ready(t);
            race_timed_out();
        }
    }
    return true;
}

static bool is_deadlock(void) {
    for (uint32_t i = 0; i < thread_count; i++) {
        const sim_thread *t = threads[i];
        if (t->state == SIM_THREAD_WAITING && !t->wait_is_idle && !t->system) return true;
    }
    return false;
}

// The current thread cannot go on: runs another one.
static void run_another(void) {
    while (ready_count == 0) {
        if (settling != NULL) {
            make_ready(settling);
            settling = NULL;
        } else if (!pass_time_to_deadline()) {
            if (is_deadlock()) {
                sim_stop(RULE_DEADLOCK, 0, SIM_NO_BUGCHECK,
                         "no thread can go on: each waits for another");
            }
            to_host(RUN_ENDED);
            sim_broken("an ended run went on");
        }
    }
    if (sim_current->state == SIM_THREAD_READY) return;
    uint32_t option = concurrent && ready_count > 1
                          ? explorer_choose(DECISION_SCHEDULE, ready_count, false)
                          : 0;
    switch_to(ready_thread(option));
}

void sim_point(void) {
    if (++steps > sim_explorer->step_limit) {
        sim_stop(RULE_HANG, 0, SIM_NO_BUGCHECK, "the run did not end within %llu steps",
                 (unsigned long long)sim_explorer->step_limit);
    }
    if (!concurrent || ready_count <= 1) return;
    sim_explorer->points++;
    uint32_t option = explorer_choose(DECISION_SCHEDULE, ready_count, true);
    if (option != 0) switch_to(ready_thread(option - 1));
}

static void let_settle(void) {
    if (ready_count <= 1) return;
    settling = sim_current;
    sim_current->state = SIM_THREAD_WAITING;
    sim_current->wait_key = &settling;
    sim_current->wait_for = "the other threads";
    sim_current->wait_deadline = UINT64_MAX;
    ready_count--;
    run_another();
}

void sim_settle(void) {
    let_settle();
    race_settled();
}

static bool wait(const void *key, const char *what, uint64_t timeout, bool idle) {
    sim_thread *self = sim_current;
    self->state = SIM_THREAD_WAITING;
    self->wait_key = key;
    self->wait_for = what;
    self->wait_is_idle = idle;
    self->wait_timed_out = false;
    self->wait_deadline = timeout == SIM_FOREVER ? UINT64_MAX : now + timeout;
    ready_count--;
    run_another();
    return !self->wait_timed_out;
}

bool sim_wait(const void *key, const char *what, uint64_t timeout) {
    if (++steps > sim_explorer->step_limit) sim_point();
    return wait(key, what, timeout, false);
}

void sim_wait_for_work(const void *key, const char *what) { wait(key, what, SIM_FOREVER, true); }

void sim_wake(const void *key) {
    for (uint32_t i = 0; i < thread_count; i++) {
        sim_thread *t = threads[i];
        if (t->state == SIM_THREAD_WAITING && t->wait_key == key) {
            make_ready(t);
            race_woken(t);
        }
    }
}

_Noreturn void sim_thread_end(void) {
    sim_thread *self = sim_current;
    for (uint32_t slot = 0; slot < FIBERS; slot++) {
        if (stacks_used[slot] == self->index + 1) stacks_used[slot] = 0;
    }
    race_release(self);
    sim_wake(self);
    self->state = SIM_THREAD_ENDED;
    self->stack = NULL;
    ready_count--;
    if (self->index == 0) {
        to_host(RUN_ENDED); // the scenario's own thread
    } else {
        run_another();
    }
    sim_broken("an ended thread went on");
}

void scheduler_forget_ended(void) {
    for (uint32_t i = 0; i < thread_count; i++) {
        if (threads[i]->state == SIM_THREAD_ENDED && !threads[i]->system) {
            threads[i]->state = SIM_THREAD_FREE;
        }
    }
}
