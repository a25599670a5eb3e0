// What callbacks may answer, and the routines by which they answer later.
#include "flt_internal.h"

static const char *const status_names[] = {
    "FLT_PREOP_SUCCESS_WITH_CALLBACK", "FLT_PREOP_SUCCESS_NO_CALLBACK", "FLT_PREOP_PENDING",
    "FLT_PREOP_DISALLOW_FASTIO",       "FLT_PREOP_COMPLETE",            "FLT_PREOP_SYNCHRONIZE",
    "FLT_PREOP_DISALLOW_FSFILTER_IO",
};

static sim_identity subject(const flt_stage *stage) { return stage->instance->object.identity; }

static UCHAR major_of(const flt_stage *stage) { return stage->seen.MajorFunction; }

// The status itself: whether the operation allows it.
static void check_allowed(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status) {
    const FLT_CALLBACK_DATA *data = stage->operation->data;
    UCHAR major = major_of(stage);
    const char *why = NULL;
    if ((unsigned)status > FLT_PREOP_DISALLOW_FSFILTER_IO) {
        sim_stop(RULE_DDI, subject(stage), SIM_NO_BUGCHECK,
                 "a pre-operation callback of %s returned %d", flt_major_name(major), (int)status);
    }
    if (status == FLT_PREOP_PENDING && !FLT_IS_IRP_OPERATION(data)) {
        why = "only operations with an IRP can be pended";
    } else if (status == FLT_PREOP_DISALLOW_FASTIO && !FLT_IS_FASTIO_OPERATION(data)) {
        why = "the operation is no fast I/O";
    } else if (status == FLT_PREOP_DISALLOW_FSFILTER_IO && major != IRP_MJ_QUERY_OPEN &&
               major != IRP_MJ_NETWORK_QUERY_OPEN) {
        why = "the operation is no query open";
    }
    if (why != NULL) {
        sim_stop(RULE_DDI, subject(stage), SIM_NO_BUGCHECK,
                 "a pre-operation callback of %s returned %s: %s", flt_major_name(major),
                 status_names[status], why);
    }
}

// FLT_PREOP_COMPLETE needs a final status.
static void check_completed(flt_stage *stage) {
    NTSTATUS status = stage->operation->data->IoStatus.Status;
    UCHAR major = major_of(stage);
    const char *wrong = NULL;
    if (status == FLT_STATUS_NOT_SET) wrong = "without setting IoStatus.Status";
    else if (status == STATUS_PENDING) wrong = "with STATUS_PENDING";
    else if (status == STATUS_FLT_DISALLOW_FAST_IO) wrong = "with STATUS_FLT_DISALLOW_FAST_IO";
    if (wrong != NULL) {
        sim_report(RULE_DDI, subject(stage), SIM_NO_BUGCHECK, "%s is completed %s",
                   flt_major_name(major), wrong);
        stage->operation->data->IoStatus.Status = STATUS_SUCCESS;
        return;
    }
    if ((major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE) && !NT_SUCCESS(status)) {
        sim_report(RULE_L14, subject(stage), SIM_NO_BUGCHECK,
                   "%s is completed with 0x%08X: it cannot fail",
                   flt_major_name(major), (uint32_t)status);
    }
}

static bool is_oplock_request(const FLT_IO_PARAMETER_BLOCK *iopb) {
    switch (iopb->Parameters.FileSystemControl.Common.FsControlCode) {
    case FSCTL_REQUEST_OPLOCK_LEVEL_1:
    case FSCTL_REQUEST_OPLOCK_LEVEL_2:
    case FSCTL_REQUEST_BATCH_OPLOCK:
    case FSCTL_REQUEST_FILTER_OPLOCK: return true;
    default: return false;
    }
}

// For a create it only repeats what is so already.
static void check_synchronized(flt_stage *stage) {
    const FLT_IO_PARAMETER_BLOCK *iopb = &stage->seen;
    const char *why = NULL;
    if (!FLT_IS_IRP_OPERATION(stage->operation->data)) return;
    switch (iopb->MajorFunction) {
    case IRP_MJ_READ:
    case IRP_MJ_WRITE:
        if (!flt_is_synchronous(stage->operation)) why = "the transfer is asynchronous";
        break;
    case IRP_MJ_FILE_SYSTEM_CONTROL:
        if (iopb->MinorFunction == IRP_MN_USER_FS_REQUEST && is_oplock_request(iopb)) {
            why = "it requests an oplock";
        }
        break;
    case IRP_MJ_DIRECTORY_CONTROL:
        if (iopb->MinorFunction == IRP_MN_NOTIFY_CHANGE_DIRECTORY) why = "it waits for a change";
        break;
    case IRP_MJ_LOCK_CONTROL:
        if (iopb->MinorFunction == IRP_MN_LOCK) why = "it waits for a byte-range lock";
        break;
    default: break;
    }
    if (why != NULL) {
        sim_report(RULE_L5, subject(stage), SIM_NO_BUGCHECK,
                   "a pre-operation callback of %s returned FLT_PREOP_SYNCHRONIZE: %s",
                   flt_major_name(iopb->MajorFunction), why);
    }
}

void flt_check_pre_status(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status, PVOID context) {
    check_allowed(stage, status);
    const flt_operation *operation = stage->operation;
    bool with_post = status == FLT_PREOP_SUCCESS_WITH_CALLBACK || status == FLT_PREOP_SYNCHRONIZE;
    if (with_post && stage->instance->filter->operations[operation->major].post == NULL) {
        sim_stop(RULE_L3, subject(stage), FLT_VERIFIER(0x66, operation->data, 0, 0),
                 "a pre-operation callback of %s returned %s, and no post-operation callback is "
                 "registered",
                 flt_major_name(major_of(stage)), status_names[status]);
    }
    if (!with_post && context != NULL) {
        bool ended = status == FLT_PREOP_COMPLETE || status == FLT_PREOP_DISALLOW_FASTIO;
        sim_report(ended ? RULE_L7 : RULE_L2, subject(stage), SIM_NO_BUGCHECK,
                   "a pre-operation callback of %s returned %s with a completion context: nobody "
                   "takes it",
                   flt_major_name(major_of(stage)), status_names[status]);
    }
    if (status == FLT_PREOP_SYNCHRONIZE) check_synchronized(stage);
    if (status == FLT_PREOP_COMPLETE) check_completed(stage);
}

// --- Answers that come later ---------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltcompletependedpreoperation
VOID FLTAPI FltCompletePendedPreOperation(PFLT_CALLBACK_DATA CallbackData,
                                          FLT_PREOP_CALLBACK_STATUS CallbackStatus, PVOID Context) {
    SIM_CALL(FltCompletePendedPreOperation);
    flt_operation *operation = flt_operation_of(CallbackData);
    flt_stage *stage = flt_stage_in_charge(operation);
    bool running = stage != NULL && stage->state == FLT_STAGE_PRE;
    if (stage == NULL || stage->resumed || (!running && stage->state != FLT_STAGE_PRE_PENDED)) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK,
                 "FltCompletePendedPreOperation of an operation that is not pended");
    }
    if (CallbackStatus != FLT_PREOP_COMPLETE && CallbackStatus != FLT_PREOP_SUCCESS_NO_CALLBACK &&
        CallbackStatus != FLT_PREOP_SUCCESS_WITH_CALLBACK) {
        sim_stop(RULE_DDI, subject(stage), SIM_NO_BUGCHECK,
                 "FltCompletePendedPreOperation with the status %d", (int)CallbackStatus);
    }
    if (CallbackStatus != FLT_PREOP_COMPLETE && sim_current->irql > APC_LEVEL) {
        sim_report(RULE_IRQL, subject(stage), SIM_BUGCHECK(0xA, 0, sim_current->irql, 0, 0),
                   "FltCompletePendedPreOperation with %s at IRQL %u", status_names[CallbackStatus],
                   sim_current->irql);
    }
    flt_check_pre_status(stage, CallbackStatus, Context);
    if (running) {
        stage->resumed = true;
        stage->resume_status = CallbackStatus;
        stage->resume_context = Context;
        return;
    }
    stage->context = Context;
    stage->instance->pended--;
    stage->state = FLT_STAGE_PRE;
    flt_resume_down(stage, CallbackStatus);
}

// fltkernel/nf-fltkernel-fltcompletependedpostoperation
VOID FLTAPI FltCompletePendedPostOperation(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltCompletePendedPostOperation);
    flt_operation *operation = flt_operation_of(CallbackData);
    flt_stage *stage = flt_stage_in_charge(operation);
    bool running = stage != NULL && stage->state == FLT_STAGE_POST;
    if (stage == NULL || stage->post_resumed ||
        (!running && stage->state != FLT_STAGE_POST_PENDED)) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK,
                 "FltCompletePendedPostOperation of an operation that is not pended");
    }
    if (running) {
        stage->post_resumed = true;
        return;
    }
    stage->instance->pended--;
    flt_free_swapped(stage);
    stage->state = FLT_STAGE_DONE;
    flt_stage_leave(stage);
    operation->position--;
    flt_resume_up(operation);
}
