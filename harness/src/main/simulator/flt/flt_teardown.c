// Detaching an instance while operations are under way.
#include <string.h>

#include "flt_internal.h"

#define HOOKS 4

static void (*teardown_hooks[HOOKS])(PFLT_INSTANCE instance); // set by constructors
static uint32_t teardown_hook_count;

void flt_at_teardown(void (*notify)(PFLT_INSTANCE instance)) {
    if (teardown_hook_count == HOOKS) sim_broken("too many hooks at an instance's teardown");
    teardown_hooks[teardown_hook_count++] = notify;
}

void flt_instance_progress(PFLT_INSTANCE instance) {
    if (instance->state == FLT_INSTANCE_TEARING_DOWN) sim_wake(instance);
}

// The callback is given a copy, as the operation goes on below.
static FLT_CALLBACK_DATA *copy_data(flt_stage *stage) {
    flt_operation *operation = stage->operation;
    flt_data_block *copy = sim_heap_allocate(SIM_NONPAGED, sizeof *copy, 16, FLT_DATA_TAG, 0);
    copy->operation = operation;
    copy->draining_copy = true;
    memcpy(&copy->data, operation->data, sizeof copy->data);
    copy->iopb = stage->seen;
    FLT_SET_CONST(copy->data.Iopb, &copy->iopb);
    copy->data.Flags |= FLTFL_CALLBACK_DATA_DRAINING_IO | FLTFL_CALLBACK_DATA_POST_OPERATION;
    return &copy->data;
}

static void drain_stage(flt_stage *stage) {
    PFLT_INSTANCE instance = stage->instance;
    flt_operation *operation = stage->operation;
    PFLT_POST_OPERATION_CALLBACK post = stage->post;
    const FLT_RELATED_OBJECTS *related = &operation->related[stage - operation->stages];
    stage->state = FLT_STAGE_DRAINED;
    race_acquire(stage);
    flt_stage_leave(stage);
    if (post == NULL) return;
    operation->references++;
    instance->running++;
    FLT_CALLBACK_DATA *data = copy_data(stage);
    if (sim_recording) {
        sim_trace("post-operation callback of %s in %s, draining",
                  flt_major_name(stage->seen.MajorFunction), sim_text(&instance->name));
    }
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_POST, "post-operation callback, draining");
    callout.stage = stage;
    callout.flags = FLTFL_POST_OPERATION_DRAINING;
    FLT_POSTOP_CALLBACK_STATUS status =
        post(data, related, stage->context, FLTFL_POST_OPERATION_DRAINING);
    flt_callout_end(&callout);
    if (status != FLT_POSTOP_FINISHED_PROCESSING) {
        sim_report(RULE_L4, instance->object.identity, SIM_NO_BUGCHECK,
                   "a post-operation callback that drains returned %d, not "
                   "FLT_POSTOP_FINISHED_PROCESSING",
                   (int)status);
    }
    sim_heap_free(CONTAINING_RECORD(data, flt_data_block, data));
    instance->running--;
    flt_operation_release(operation);
}

void flt_drain(PFLT_INSTANCE instance) {
    for (LIST_ENTRY *at = instance->stages.Flink; at != &instance->stages;) {
        flt_stage *stage = CONTAINING_RECORD(at, flt_stage, links);
        at = at->Flink;
        if (stage->state != FLT_STAGE_BELOW) continue;
        drain_stage(stage);
        at = instance->stages.Flink; // other threads may have run
    }
}

static void wait_for_operations(PFLT_INSTANCE instance) {
    for (;;) {
        flt_drain(instance);
        bool quiet = instance->running == 0 && instance->pended == 0 && instance->own_io == 0 &&
                     IsListEmpty(&instance->stages);
        if (quiet) return;
        if (sim_wait(instance, "the operations of an instance", FLT_HANGS_AFTER)) continue;
        const char *what = instance->pended > 0   ? "operations that it pended are not completed"
                           : instance->own_io > 0 ? "I/O of its own is under way"
                                                  : "callbacks of it do not return";
        sim_stop(RULE_L20, instance->object.identity, SIM_NO_BUGCHECK,
                 "the teardown of an instance waits for ever: %s", what);
    }
}

static void call_teardown(PFLT_INSTANCE instance, PFLT_INSTANCE_TEARDOWN_CALLBACK callback,
                          FLT_INSTANCE_TEARDOWN_FLAGS reason, const char *name) {
    if (callback == NULL) return;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_INSTANCE, name);
    callback(&instance->related, reason);
    flt_callout_end(&callout);
}

static void end_contexts(PFLT_INSTANCE instance) {
    PFLT_FILTER filter = instance->filter;
    for (LIST_ENTRY *at = filter->contexts.Flink; at != &filter->contexts;) {
        flt_context *context = CONTAINING_RECORD(at, flt_context, filter_links);
        at = at->Flink;
        if (!context->attached || context->instance != instance) continue;
        flt_context_detach(context, "detached: the instance ends");
        flt_context_release(context, "released by the Filter Manager");
        at = filter->contexts.Flink;
    }
}

static void wait_for_other_teardown(PFLT_INSTANCE instance) {
    while (instance->state != FLT_INSTANCE_DETACHED) {
        sim_wait(&instance->state, "the teardown of an instance", SIM_FOREVER);
    }
}

void flt_teardown(PFLT_INSTANCE instance, FLT_INSTANCE_TEARDOWN_FLAGS reason) {
    const FLT_REGISTRATION *registration = &instance->filter->registration;
    while (instance->state == FLT_INSTANCE_SETTING_UP) {
        sim_wait(&instance->state, "the setup of an instance", SIM_FOREVER);
    }
    sim_point();
    if (instance->state != FLT_INSTANCE_ATTACHED) {
        wait_for_other_teardown(instance);
        return;
    }
    instance->state = FLT_INSTANCE_TEARING_DOWN;
    instance->object.deleting = true;
    sim_history(instance->object.identity, "teardown", -1);
    call_teardown(instance, registration->InstanceTeardownStartCallback, reason,
                  "InstanceTeardownStartCallback");
    for (uint32_t i = 0; i < teardown_hook_count; i++) teardown_hooks[i](instance);
    sim_point(); // what the callback left pended may be answered now
    wait_for_operations(instance);
    call_teardown(instance, registration->InstanceTeardownCompleteCallback, reason,
                  "InstanceTeardownCompleteCallback");
    end_contexts(instance);
    RemoveEntryList(&instance->volume_links);
    instance->volume->instance_count--;
    flt_volume_interests(instance->volume);
    instance->state = FLT_INSTANCE_DETACHED;
    sim_history(instance->object.identity, "detached", -1);
    sim_wake(&instance->state);
}
