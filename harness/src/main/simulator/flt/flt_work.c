// Work items of the Filter Manager, and completion processing that waits for a safe place.
#include "flt.h"

#define WORK_TAG 0x69774D46u // "FMwi"

// Known to drivers as one of two opaque types.
typedef struct flt_work {
    LIST_ENTRY links;
    sim_identity identity;
    bool deferred;
    bool queued;
    void *object; // filter or instance that it holds a reference to
    PVOID context;
    PFLT_CALLBACK_DATA data;
    PFLT_GENERIC_WORKITEM_ROUTINE generic_routine;
    PFLT_DEFERRED_IO_WORKITEM_ROUTINE deferred_routine;
} flt_work;

SIM_STATE static LIST_ENTRY all_work;

static flt_work *allocate(bool deferred) {
    sim_identity identity =
        sim_identify(deferred ? "deferred I/O work item" : "generic work item", NULL);
    flt_work *work = sim_heap_allocate(SIM_NONPAGED, sizeof *work, 16, WORK_TAG, identity);
    *work = (flt_work){.identity = identity, .deferred = deferred};
    if (all_work.Flink == NULL) InitializeListHead(&all_work);
    InsertTailList(&all_work, &work->links);
    sim_history(identity, "allocated", -1);
    return work;
}

static flt_work *check(void *pointer, bool deferred) {
    sim_block block;
    bool known =
        sim_heap_find(pointer, &block) && block.address == pointer && block.tag == WORK_TAG;
    flt_work *work = pointer;
    if (!known || block.freed || work->deferred != deferred) {
        sim_stop(RULE_DDI, known ? block.identity : 0, SIM_NO_BUGCHECK,
                 "%s was given %p, which is %s",
                 sim_routines[sim_current_routine()].name, pointer,
                 known && block.freed ? "a work item that was freed" : "no such work item");
    }
    return work;
}

static void check_not_queued(const flt_work *work) {
    if (!work->queued) return;
    sim_stop(RULE_DDI, work->identity, SIM_BUGCHECK(0x96, 0, work, 0, 0),
             "%s was given a work item that is queued", sim_routines[sim_current_routine()].name);
}

static void free_work(flt_work *work) {
    check_not_queued(work);
    sim_history(work->identity, "freed", -1);
    RemoveEntryList(&work->links);
    sim_heap_free(work);
}

// The work item may be freed by its own routine.
static void run(void *argument) {
    flt_work *work = argument;
    void *object = work->object;
    work->queued = false;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_WORK, "work item");
    if (work->deferred) {
        work->deferred_routine((PFLT_DEFERRED_IO_WORKITEM)work, work->data, work->context);
    } else {
        work->generic_routine((PFLT_GENERIC_WORKITEM)work, object, work->context);
    }
    flt_callout_end(&callout);
    flt_dereference_for(object, "dereferenced: the work item has run");
}

static NTSTATUS queue(flt_work *work, void *object) {
    check_not_queued(work);
    if (!flt_reference_for(object, "referenced by a work item")) return STATUS_FLT_DELETING_OBJECT;
    work->object = object;
    work->queued = true;
    sim_history(work->identity, "queued", -1);
    ex_queue_work("a work item of the Filter Manager", run, work);
    return STATUS_SUCCESS;
}

// --- Generic -------------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltallocategenericworkitem
PFLT_GENERIC_WORKITEM FLTAPI FltAllocateGenericWorkItem(VOID) {
    SIM_CALL(FltAllocateGenericWorkItem);
    if (SIM_FAILS(FltAllocateGenericWorkItem)) return NULL;
    return (PFLT_GENERIC_WORKITEM)allocate(false);
}

// fltkernel/nf-fltkernel-fltfreegenericworkitem
VOID FLTAPI FltFreeGenericWorkItem(PFLT_GENERIC_WORKITEM FltWorkItem) {
    SIM_CALL(FltFreeGenericWorkItem);
    free_work(check(FltWorkItem, false));
}

// fltkernel/nf-fltkernel-fltqueuegenericworkitem
NTSTATUS FLTAPI FltQueueGenericWorkItem(PFLT_GENERIC_WORKITEM FltWorkItem, PVOID FltObject,
                                        PFLT_GENERIC_WORKITEM_ROUTINE WorkerRoutine,
                                        WORK_QUEUE_TYPE QueueType, PVOID Context) {
    SIM_CALL(FltQueueGenericWorkItem);
    SIM_FAULT(FltQueueGenericWorkItem);
    flt_work *work = check(FltWorkItem, false);
    flt_object_check(FltObject, 0);
    work->generic_routine = WorkerRoutine;
    work->context = Context;
    return queue(work, FltObject);
}

// --- Deferred I/O --------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltallocatedeferredioworkitem
PFLT_DEFERRED_IO_WORKITEM FLTAPI FltAllocateDeferredIoWorkItem(VOID) {
    SIM_CALL(FltAllocateDeferredIoWorkItem);
    if (SIM_FAILS(FltAllocateDeferredIoWorkItem)) return NULL;
    return (PFLT_DEFERRED_IO_WORKITEM)allocate(true);
}

// fltkernel/nf-fltkernel-fltfreedeferredioworkitem
VOID FLTAPI FltFreeDeferredIoWorkItem(PFLT_DEFERRED_IO_WORKITEM FltWorkItem) {
    SIM_CALL(FltFreeDeferredIoWorkItem);
    free_work(check(FltWorkItem, true));
}

static bool is_paging(const FLT_CALLBACK_DATA *data) {
    return (data->Iopb->IrpFlags & (IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO)) != 0;
}

static bool safe_to_post(const FLT_CALLBACK_DATA *data) {
    return !is_paging(data) && sim_current->top_level_irp == NULL;
}

// fltkernel/nf-fltkernel-fltqueuedeferredioworkitem
NTSTATUS FLTAPI FltQueueDeferredIoWorkItem(PFLT_DEFERRED_IO_WORKITEM FltWorkItem,
                                           PFLT_CALLBACK_DATA Data,
                                           PFLT_DEFERRED_IO_WORKITEM_ROUTINE WorkerRoutine,
                                           WORK_QUEUE_TYPE QueueType, PVOID Context) {
    SIM_CALL(FltQueueDeferredIoWorkItem);
    SIM_FAULT(FltQueueDeferredIoWorkItem);
    flt_work *work = check(FltWorkItem, true);
    flt_operation *operation = flt_operation_of(Data);
    if (!FLT_IS_IRP_OPERATION(Data)) {
        sim_report(RULE_L6, work->identity, SIM_NO_BUGCHECK,
                   "FltQueueDeferredIoWorkItem is for IRPs, and this is fast I/O or an FsFilter "
                   "callback");
        return STATUS_FLT_NOT_SAFE_TO_POST_OPERATION;
    }
    if (!safe_to_post(Data)) return STATUS_FLT_NOT_SAFE_TO_POST_OPERATION;
    flt_stage *stage = flt_stage_in_charge(operation);
    PFLT_INSTANCE instance = stage != NULL ? stage->instance : operation->initiator;
    work->deferred_routine = WorkerRoutine;
    work->data = Data;
    work->context = Context;
    return queue(work, instance);
}

// --- Completion when safe ------------------------------------------------------------------------

typedef struct safe_completion {
    PFLT_CALLBACK_DATA data;
    PCFLT_RELATED_OBJECTS objects;
    PVOID context;
    FLT_POST_OPERATION_FLAGS flags;
    PFLT_POST_OPERATION_CALLBACK callback;
    flt_stage *stage;
} safe_completion;

static void complete_safely(void *argument) {
    safe_completion c = *(safe_completion *)argument;
    sim_free(argument);
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_POST, "post-operation callback, in a worker thread");
    callout.stage = c.stage;
    FLT_POSTOP_CALLBACK_STATUS status = c.callback(c.data, c.objects, c.context, c.flags);
    flt_callout_end(&callout);
    if (status != FLT_POSTOP_MORE_PROCESSING_REQUIRED) FltCompletePendedPostOperation(c.data);
}

// Whether the call is one that the documentation allows.
static bool check_when_safe(PFLT_CALLBACK_DATA data, FLT_POST_OPERATION_FLAGS flags) {
    flt_callout *callout = flt_operation_callout();
    if (callout == NULL || callout->kind != FLT_CALLOUT_POST) {
        sim_report(RULE_L6, 0, SIM_NO_BUGCHECK,
                   "FltDoCompletionProcessingWhenSafe is called outside of a post-operation "
                   "callback");
        return false;
    }
    if (((flags | callout->flags) & FLTFL_POST_OPERATION_DRAINING) != 0) {
        sim_report(RULE_L4, 0, SIM_NO_BUGCHECK,
                   "FltDoCompletionProcessingWhenSafe is called in a post-operation callback that "
                   "drains");
        return false;
    }
    if (!FLT_IS_IRP_OPERATION(data)) {
        sim_report(RULE_L6, 0, SIM_NO_BUGCHECK,
                   "FltDoCompletionProcessingWhenSafe is for IRPs, and this is fast I/O or an "
                   "FsFilter callback");
        return false;
    }
    return true;
}

// fltkernel/nf-fltkernel-fltdocompletionprocessingwhensafe
BOOLEAN FLTAPI FltDoCompletionProcessingWhenSafe(
    PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PVOID CompletionContext,
    FLT_POST_OPERATION_FLAGS Flags, PFLT_POST_OPERATION_CALLBACK SafePostCallback,
    PFLT_POSTOP_CALLBACK_STATUS RetPostOperationStatus) {
    SIM_CALL(FltDoCompletionProcessingWhenSafe);
    bool refused =
        sim_current->irql >= DISPATCH_LEVEL && SIM_FAILS(FltDoCompletionProcessingWhenSafe);
    flt_operation *operation = flt_operation_of(Data);
    *RetPostOperationStatus = FLT_POSTOP_FINISHED_PROCESSING;
    if (!check_when_safe(Data, Flags)) return FALSE;
    if (sim_current->irql < DISPATCH_LEVEL) {
        *RetPostOperationStatus = SafePostCallback(Data, FltObjects, CompletionContext, Flags);
        return TRUE;
    }
    if (refused || !safe_to_post(Data)) return FALSE;
    safe_completion *completion = sim_alloc(sizeof *completion);
    *completion = (safe_completion){Data, FltObjects, CompletionContext, Flags, SafePostCallback,
                                    flt_stage_in_charge(operation)};
    *RetPostOperationStatus = FLT_POSTOP_MORE_PROCESSING_REQUIRED;
    ex_queue_work("completion when safe", complete_safely, completion);
    return TRUE;
}

// --- Leaks ---------------------------------------------------------------------------------------

static void report_leaks(void) {
    if (all_work.Flink == NULL || !IsListEmpty(&flt_globals.filters)) return;
    for (LIST_ENTRY *at = all_work.Flink; at != &all_work; at = at->Flink) {
        flt_work *work = CONTAINING_RECORD(at, flt_work, links);
        sim_report(RULE_A14, work->identity, SIM_NO_BUGCHECK, "a work item was never freed");
    }
}

__attribute__((constructor)) static void connect(void) { sim_at_end(report_leaks); }
