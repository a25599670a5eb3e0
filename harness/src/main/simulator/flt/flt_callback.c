// The way of an operation through the instances: down with pre-operation callbacks, up with the
// others.
#include <string.h>

#include "flt_internal.h"

void flt_stage_leave(flt_stage *stage) {
    RemoveEntryList(&stage->links);
    flt_instance_progress(stage->instance);
}

static const flt_callbacks *callbacks_of(const flt_stage *stage) {
    return &stage->instance->filter->operations[stage->operation->major];
}

// --- What a registration leaves out --------------------------------------------------------------

static bool is_paging(const flt_operation *operation) {
    return (operation->data->Iopb->IrpFlags & (IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO)) != 0;
}

static bool is_skipped(const flt_stage *stage) {
    FLT_OPERATION_REGISTRATION_FLAGS flags = callbacks_of(stage)->flags;
    if (flags == 0) return false;
    const flt_operation *operation = stage->operation;
    bool transfer = operation->major == IRP_MJ_READ || operation->major == IRP_MJ_WRITE;
    bool irp_based = FLT_IS_IRP_OPERATION(operation->data);
    bool paging = irp_based && is_paging(operation);
    bool cached = !irp_based ||
        (operation->data->Iopb->IrpFlags & (IRP_NOCACHE | IRP_PAGING_IO)) == 0;
    bool dasd = operation->file != NULL && (operation->file->Flags & FO_VOLUME_OPEN) != 0;
    if ((flags & FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO) && paging) return true;
    if ((flags & FLTFL_OPERATION_REGISTRATION_SKIP_NON_DASD_IO) && !dasd) return true;
    if (!transfer) return false;
    if ((flags & FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO) && cached) return true;
    return (flags & FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO) && !cached &&
        !paging;
}

// --- Down ----------------------------------------------------------------------------------------

// Names of callouts are literals: one for each major function would be many, and the operation is
// in the trace.
static void trace(const flt_stage *stage, const char *what) {
    if (!sim_recording) return;
    sim_trace("%s-operation callback of %s in %s", what,
              flt_major_name(stage->operation->data->Iopb->MajorFunction),
              sim_text(&stage->instance->name));
}

// Parameters that were changed without FltSetCallbackDataDirty are not used.
static void take_changes(flt_stage *stage) {
    flt_operation *operation = stage->operation;
    PFLT_IO_PARAMETER_BLOCK iopb = operation->data->Iopb;
    if (memcmp(iopb, &stage->seen, sizeof *iopb) == 0) {
        operation->data->Flags &= ~FLTFL_CALLBACK_DATA_DIRTY;
        return;
    }
    if ((operation->data->Flags & FLTFL_CALLBACK_DATA_DIRTY) == 0) {
        sim_report(RULE_DDI, stage->instance->object.identity, SIM_NO_BUGCHECK,
                   "a pre-operation callback of %s changed parameters without "
                   "FltSetCallbackDataDirty: the changes are lost",
                   flt_major_name(stage->seen.MajorFunction));
        *iopb = stage->seen;
        return;
    }
    operation->data->Flags &= ~FLTFL_CALLBACK_DATA_DIRTY;
    operation->dirty = true;
    if (iopb->TargetFileObject != stage->seen.TargetFileObject) {
        flt_operation_set_file(operation, iopb->TargetFileObject);
    }
    if (iopb->TargetInstance != stage->instance) {
        flt_object_check(iopb->TargetInstance, FLT_KIND_INSTANCE);
        operation->position++;
        flt_operation_retarget(operation, iopb->TargetInstance);
        operation->position--;
    }
}

static FLT_PREOP_CALLBACK_STATUS call_pre(flt_stage *stage) {
    flt_operation *operation = stage->operation;
    const FLT_RELATED_OBJECTS *related = &operation->related[operation->position];
    PVOID context = NULL;
    stage->state = FLT_STAGE_PRE;
    stage->instance->running++;
    InsertTailList(&stage->instance->stages, &stage->links);
    trace(stage, "pre");
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_PRE, "pre-operation callback");
    callout.stage = stage;
    FLT_PREOP_CALLBACK_STATUS status =
        callbacks_of(stage)->pre(operation->data, related, &context);
    flt_callout_end(&callout);
    if (status == FLT_PREOP_COMPLETE) {
        flt_check_degraded(&callout, STATUS_SUCCESS, operation->data->IoStatus.Status);
    }
    stage->instance->running--;
    flt_check_pre_status(stage, status, context);
    stage->context = context;
    if (status == FLT_PREOP_PENDING && stage->resumed) {
        status = stage->resume_status;
        stage->context = stage->resume_context;
    }
    return status;
}

// The stage waits for the completion, or is through with the operation.
static void pass_on(flt_stage *stage, bool with_post) {
    stage->operation->position++;
    if (with_post) {
        PMDL *mdl = flt_mdl_of(stage->operation->data->Iopb);
        if (mdl != NULL && *mdl != *flt_mdl_of(&stage->seen)) stage->swapped = *mdl;
        stage->post = callbacks_of(stage)->post;
        stage->state = FLT_STAGE_BELOW;
        race_release(stage); // for a post-operation callback that drains
        flt_instance_progress(stage->instance);
    } else {
        stage->state = FLT_STAGE_DONE;
        flt_stage_leave(stage);
    }
}

static flt_flow complete_here(flt_stage *stage) {
    stage->state = FLT_STAGE_DONE;
    flt_stage_leave(stage);
    return FLT_FLOW_COMPLETE;
}

static flt_flow pend(flt_stage *stage) {
    flt_operation *operation = stage->operation;
    stage->state = FLT_STAGE_PRE_PENDED;
    stage->instance->pended++;
    if (operation->owner == NULL && operation->irp != NULL && !operation->marked) {
        IoMarkIrpPending(operation->irp);
        operation->marked = operation->pending = true;
    }
    flt_instance_progress(stage->instance);
    return FLT_FLOW_PENDED;
}

// What the callback's status means for the operation. FLT_FLOW_DOWN: the next stage's turn.
flt_flow flt_act(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status) {
    flt_operation *operation = stage->operation;
    switch (status) {
    case FLT_PREOP_SYNCHRONIZE:
        if (FLT_IS_IRP_OPERATION(operation->data)) {
            stage->synchronized = true;
            if (operation->owner == NULL) operation->owner = sim_current;
        }
        // fall through
    case FLT_PREOP_SUCCESS_WITH_CALLBACK:
        take_changes(stage);
        pass_on(stage, true);
        return FLT_FLOW_DOWN;
    case FLT_PREOP_SUCCESS_NO_CALLBACK:
        take_changes(stage);
        pass_on(stage, false);
        return FLT_FLOW_DOWN;
    case FLT_PREOP_PENDING: return pend(stage);
    case FLT_PREOP_DISALLOW_FASTIO:
        operation->data->IoStatus.Status = STATUS_FLT_DISALLOW_FAST_IO;
        operation->disallowed = true;
        return complete_here(stage);
    case FLT_PREOP_DISALLOW_FSFILTER_IO:
        operation->data->IoStatus.Status = STATUS_FLT_DISALLOW_FAST_IO;
        operation->disallowed = true;
        return complete_here(stage);
    default: return complete_here(stage);
    }
}

flt_flow flt_run_pre(flt_operation *operation) {
    while (operation->position < operation->count) {
        flt_stage *stage = &operation->stages[operation->position];
        const flt_callbacks *callbacks = callbacks_of(stage);
        if (stage->instance->state != FLT_INSTANCE_ATTACHED || is_skipped(stage)) {
            stage->state = FLT_STAGE_DONE;
            operation->position++;
            continue;
        }
        operation->data->Iopb->TargetInstance = stage->instance;
        stage->seen = *operation->data->Iopb;
        stage->swapped = NULL;
        if (callbacks->pre == NULL) {
            InsertTailList(&stage->instance->stages, &stage->links);
            pass_on(stage, callbacks->post != NULL);
            continue;
        }
        flt_flow flow = flt_act(stage, call_pre(stage));
        if (flow != FLT_FLOW_DOWN) return flow;
    }
    return FLT_FLOW_DOWN;
}

// --- Up ------------------------------------------------------------------------------------------

static void check_post_status(flt_stage *stage, FLT_POSTOP_CALLBACK_STATUS status) {
    const flt_operation *operation = stage->operation;
    bool query_open = operation->data->Iopb->MajorFunction == IRP_MJ_QUERY_OPEN ||
                      operation->data->Iopb->MajorFunction == IRP_MJ_NETWORK_QUERY_OPEN;
    const char *wrong = NULL;
    if (status == FLT_POSTOP_MORE_PROCESSING_REQUIRED && !FLT_IS_IRP_OPERATION(operation->data)) {
        wrong = "FLT_POSTOP_MORE_PROCESSING_REQUIRED for an operation without an IRP";
    } else if (status == FLT_POSTOP_DISALLOW_FSFILTER_IO && !query_open) {
        wrong = "FLT_POSTOP_DISALLOW_FSFILTER_IO for another operation than a query open";
    } else if ((unsigned)status > FLT_POSTOP_DISALLOW_FSFILTER_IO) {
        wrong = "no valid status";
    }
    if (wrong != NULL) {
        sim_stop(RULE_DDI, stage->instance->object.identity, SIM_NO_BUGCHECK,
                 "a post-operation callback returned %s", wrong);
    }
    UCHAR major = operation->data->Iopb->MajorFunction;
    if ((major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE) &&
        !NT_SUCCESS(operation->data->IoStatus.Status)) {
        sim_report(RULE_L14, stage->instance->object.identity, SIM_NO_BUGCHECK,
                   "a post-operation callback of %s set 0x%08X: it cannot fail",
                   flt_major_name(major), (uint32_t)operation->data->IoStatus.Status);
    }
}

// False: the minifilter keeps the operation until FltCompletePendedPostOperation.
static bool call_post(flt_stage *stage) {
    flt_operation *operation = stage->operation;
    PFLT_INSTANCE instance = stage->instance;
    stage->state = FLT_STAGE_POST;
    instance->running++;
    *operation->data->Iopb = stage->seen;
    trace(stage, "post");
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_POST, "post-operation callback");
    callout.stage = stage;
    NTSTATUS before = operation->data->IoStatus.Status;
    FLT_POSTOP_CALLBACK_STATUS status =
        stage->post(operation->data, &operation->related[stage - operation->stages],
                    stage->context, 0);
    flt_callout_end(&callout);
    flt_check_degraded(&callout, before, operation->data->IoStatus.Status);
    instance->running--;
    check_post_status(stage, status);
    operation->disallowed |= status == FLT_POSTOP_DISALLOW_FSFILTER_IO;
    if (status == FLT_POSTOP_MORE_PROCESSING_REQUIRED && !stage->post_resumed) {
        stage->state = FLT_STAGE_POST_PENDED;
        instance->pended++;
        flt_instance_progress(instance);
        return false;
    }
    flt_free_swapped(stage);
    stage->state = FLT_STAGE_DONE;
    flt_stage_leave(stage);
    return true;
}

static void leave_to_owner(flt_operation *operation) {
    operation->arrived = true;
    sim_wake(operation);
}

bool flt_run_post(flt_operation *operation) {
    bool is_owner = operation->owner == NULL || operation->owner == sim_current;
    operation->data->Flags |= FLTFL_CALLBACK_DATA_POST_OPERATION;
    operation->going_up = true;
    if (operation->position > 0) sim_point(); // as after each call of a driver below
    while (operation->position > 0) {
        flt_stage *stage = &operation->stages[operation->position - 1];
        if (stage->state == FLT_STAGE_BELOW) {
            bool for_owner = stage->synchronized || operation->major == IRP_MJ_CREATE;
            if (!is_owner && for_owner) break;
            if (stage->post == NULL) {
                stage->state = FLT_STAGE_DONE;
                flt_stage_leave(stage);
            } else if (!call_post(stage)) {
                return false;
            }
        }
        operation->position--;
    }
    if (!is_owner) {
        leave_to_owner(operation);
        return false;
    }
    operation->ended = true;
    return true;
}
