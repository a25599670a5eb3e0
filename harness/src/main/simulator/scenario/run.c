// Running a scenario: its steps in order, its threads beside each other, and a tidy end.
#include <string.h>

#include "../core/explorer.h"
#include "../core/plan.h"
#include "../core/race.h"
#include "../core/report.h"
#include "../flt/flt_port.h"
#include "../fs/fs.h"
#include "../io/io.h"
#include "../kernel/kernel.h"
#include "steps.h"

const scenario *scenario_current; // host side, read-only
bool scenario_is_live;            // host side

SIM_STATE static const step *current_steps[SIM_MAXIMUM_THREADS];
SIM_STATE static bool in_parallel;
SIM_STATE static bool explored;
SIM_STATE static uint32_t running_threads;

bool scenario_option(const step *s, unsigned index) { return (s->options >> index & 1) != 0; }

static const char *step_of(const sim_thread *thread, int *line) {
    const step *s = thread->index < SIM_MAXIMUM_THREADS ? current_steps[thread->index] : NULL;
    *line = s != NULL ? s->line : 0;
    return s != NULL ? s->text : NULL;
}

// A driver that does not load is a surprise, unless the scenario makes something fail or shows what comes of it.
static bool must_succeed(const step *s) {
    return strcmp(s->verb->name, "load") == 0 && !plan_was_made() && !scenario_is_live;
}

static void check_expectation(const step *s, NTSTATUS status) {
    if (sim_explorer->taken_count > 0 || (!s->expects && !must_succeed(s))) return;
    bool met = s->expects_failure            ? !NT_SUCCESS(status)
               : s->expects_success || !s->expects ? NT_SUCCESS(status)
                                             : status == s->expected;
    if (met) return;
    sim_report(RULE_EXPECTATION, 0, SIM_NO_BUGCHECK, "line %d: '%s' returned 0x%08X %s", s->line, s->text,
               (uint32_t)status, status == SCENARIO_SKIPPED ? "(skipped)" : scenario_status_name(status));
}

NTSTATUS scenario_perform(const step *s) {
    const step **current = &current_steps[sim_current->index];
    const step *outer = *current;
    *current = s;
    sim_trace("%s", s->text);
    NTSTATUS status = s->verb->perform(s);
    if (sim_recording && status == SCENARIO_SKIPPED) sim_trace("  skipped: nothing is open there");
    else if (sim_recording && status != STATUS_SUCCESS) {
        sim_trace("  0x%08X %s", (uint32_t)status, scenario_status_name(status));
    }
    check_expectation(s, status);
    if (!in_parallel) sim_settle();
    *current = outer;
    return status;
}

static void perform_all(const step_list *list) {
    for (size_t i = 0; i < list->count; i++) scenario_perform(&list->steps[i]);
}

NTSTATUS step_repeat(const step *s) {
    for (int64_t i = 0; i < s->integers[0]; i++) perform_all(&s->body);
    return STATUS_SUCCESS;
}

static void run_thread(void *argument) {
    const scenario_thread *t = argument;
    perform_all(&t->list);
    if (--running_threads == 0) sim_wake(&running_threads);
}

// What precedes is the same in all runs: they begin here.
static void begin_exploration(void) {
    if (explored || scenario_is_live) return;
    explored = true;
    scheduler_at_exploration();
}

NTSTATUS step_parallel(const step *s) {
    begin_exploration();
    race_settled();
    running_threads = (uint32_t)s->thread_count;
    for (size_t i = 0; i < s->thread_count; i++) {
        sim_thread *t = sim_thread_create(s->threads[i].name, run_thread, &s->threads[i]);
        ps_set_process(t, ps_process(names_text(&scenario_current->processes, s->threads[i].process)));
    }
    in_parallel = true;
    scheduler_set_concurrent(true);
    while (running_threads > 0) sim_wait(&running_threads, "the threads of `parallel`", SIM_FOREVER);
    scheduler_set_concurrent(false);
    in_parallel = false;
    sim_settle();
    scheduler_forget_ended();
    return STATUS_SUCCESS;
}

static void create_volumes(const scenario *sc) {
    for (size_t i = 0; i < sc->volume_count; i++) {
        const scenario_volume *declared = &sc->volumes[i];
        fs_kind kind;
        if (!fs_kind_named(declared->kind, &kind)) sim_broken("no file system '%s'", declared->kind);
        fs_volume *volume = fs_create_volume(kind, declared->letter);
        if (kind == FS_REDIRECTOR) fs_add_share(volume, "\\\\server\\share", "");
        fs_behaviour *behaviour = fs_behaviour_of(volume);
        behaviour->create_pends = strstr(declared->options, " create-pends") != NULL;
        behaviour->create_at_dispatch = strstr(declared->options, " create-at-dispatch") != NULL;
        behaviour->keep_fcbs = strstr(declared->options, " keep-fcbs") != NULL;
        behaviour->keep_file_objects = strstr(declared->options, " keep-file-objects") != NULL;
        behaviour->no_fast_io = strstr(declared->options, " no-fast-io") != NULL;
    }
}

static void close(void *object) {
    if (flt_port_is(object)) {
        flt_port_disconnect(object);
    } else if (io_is_transaction(object)) {
        step_close_transaction(object);
    } else if (io_has_no_handle(object)) {
        io_dereference_file(object);
    } else {
        io_cleanup(object);
    }
}

static void close_everything(void) {
    for (uint32_t i = 0; i < scenario_current->names.count; i++) {
        scenario_slot *slot = scenario_slot_of(i), closed = *slot;
        slot->object = slot->held = NULL;
        if (closed.object != NULL) close(closed.object);
        if (closed.held != NULL) io_dereference_file(closed.held);
    }
}

void scenario_end(const scenario *sc) {
    close_everything();
    sim_settle();
    bool all_unloaded = true;
    for (uint32_t i = 0; i < sc->driver_count; i++) {
        if (!scenario_is_loaded(i)) continue;
        scenario_unload(i);
        sim_settle();
        all_unloaded &= !scenario_is_loaded(i);
    }
    for (uint32_t i = 0; i < fs_volume_count(); i++) {
        fs_purge(fs_volume_at(i));
        io_disk *disk = fs_disk(fs_volume_at(i));
        if (!all_unloaded && disk != NULL && fs_volume_device(fs_volume_at(i)) != NULL) {
            io_dismount(disk, false);
        }
    }
    sim_settle();
    // What a driver that stays loaded still holds is not lost.
    if (all_unloaded) lifecycle_end();
    else sim_heap_check();
}

void scenario_begin(const scenario *sc) {
    lifecycle_start();
    ps_set_process(sim_current, ps_process(names_text(&sc->processes, 0)));
    scenario_write_registry(sc);
    create_volumes(sc);
}

void scenario_run(void *argument) {
    const scenario *sc = argument;
    scenario_begin(sc);
    if (sim_explorer->budgets[DECISION_OUTCOME] > 0) begin_exploration();
    perform_all(&sc->list);
    scenario_end(sc);
}

__attribute__((constructor)) static void connect(void) { report_step_of = step_of; }
