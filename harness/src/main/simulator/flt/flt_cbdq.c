// Cancel-safe queues of callback data. The queue itself is the driver's; the Filter Manager knows
// what is in it.
#include "flt.h"

#define QUEUE_DISABLED ((FLT_CALLBACK_DATA_QUEUE_FLAGS)1)

typedef struct queued {
    struct queued *next;
    PFLT_CALLBACK_DATA_QUEUE queue;
    PFLT_CALLBACK_DATA data;
    PIRP irp;
    PIO_CSQ_IRP_CONTEXT context;
} queued;

SIM_STATE static queued *all;

static void check(PFLT_CALLBACK_DATA_QUEUE queue) {
    if (queue->Csq.Type == IO_TYPE_CSQ_EX && queue->Csq.ReservePointer == queue) return;
    sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK,
             "%s was given a queue that FltCbdqInitialize has not set up",
             sim_routines[sim_current_routine()].name);
}

static KIRQL acquire(PFLT_CALLBACK_DATA_QUEUE queue) {
    KIRQL irql = PASSIVE_LEVEL;
    queue->Acquire(queue, &irql);
    return irql;
}

static void release(PFLT_CALLBACK_DATA_QUEUE queue, KIRQL irql) { queue->Release(queue, irql); }

// fltkernel/nf-fltkernel-fltcbdqinitialize
NTSTATUS FLTAPI FltCbdqInitialize(
    PFLT_INSTANCE Instance, PFLT_CALLBACK_DATA_QUEUE Cbdq,
    PFLT_CALLBACK_DATA_QUEUE_INSERT_IO CbdqInsertIo,
    PFLT_CALLBACK_DATA_QUEUE_REMOVE_IO CbdqRemoveIo,
    PFLT_CALLBACK_DATA_QUEUE_PEEK_NEXT_IO CbdqPeekNextIo,
    PFLT_CALLBACK_DATA_QUEUE_ACQUIRE CbdqAcquire, PFLT_CALLBACK_DATA_QUEUE_RELEASE CbdqRelease,
    PFLT_CALLBACK_DATA_QUEUE_COMPLETE_CANCELED_IO CbdqCompleteCanceledIo) {
    SIM_CALL(FltCbdqInitialize);
    SIM_FAULT(FltCbdqInitialize);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    *Cbdq = (FLT_CALLBACK_DATA_QUEUE){.Csq = {.Type = IO_TYPE_CSQ_EX, .ReservePointer = Cbdq},
                                      .Instance = Instance,
                                      .InsertIo = CbdqInsertIo,
                                      .RemoveIo = CbdqRemoveIo,
                                      .PeekNextIo = CbdqPeekNextIo,
                                      .Acquire = CbdqAcquire,
                                      .Release = CbdqRelease,
                                      .CompleteCanceledIo = CbdqCompleteCanceledIo};
    return STATUS_SUCCESS;
}

static void set_flags(PFLT_CALLBACK_DATA_QUEUE queue, FLT_CALLBACK_DATA_QUEUE_FLAGS flags) {
    check(queue);
    KIRQL irql = acquire(queue);
    queue->Flags = flags;
    release(queue, irql);
}

// fltkernel/nf-fltkernel-fltcbdqenable
VOID FLTAPI FltCbdqEnable(PFLT_CALLBACK_DATA_QUEUE Cbdq) {
    SIM_CALL(FltCbdqEnable);
    set_flags(Cbdq, FLT_CALLBACK_DATA_QUEUE_NO_FLAGS);
}

// fltkernel/nf-fltkernel-fltcbdqdisable
VOID FLTAPI FltCbdqDisable(PFLT_CALLBACK_DATA_QUEUE Cbdq) {
    SIM_CALL(FltCbdqDisable);
    set_flags(Cbdq, QUEUE_DISABLED);
}

// --- What is queued ------------------------------------------------------------------------------

static queued *find_data(PFLT_CALLBACK_DATA data) {
    queued *at = all;
    while (at != NULL && at->data != data) at = at->next;
    return at;
}

static queued *find_context(PIO_CSQ_IRP_CONTEXT context) {
    queued *at = all;
    while (at != NULL && at->context != context) at = at->next;
    return at;
}

static queued *find_irp(PIRP irp) {
    queued *at = all;
    while (at != NULL && at->irp != irp) at = at->next;
    return at;
}

static void forget(queued *gone) {
    queued **link = &all;
    while (*link != gone) link = &(*link)->next;
    *link = gone->next;
    if (gone->context != NULL) gone->context->Irp = NULL;
    sim_free(gone);
}

// Takes an item out unless its cancellation is under way; the queue is locked.
static bool take(PFLT_CALLBACK_DATA_QUEUE queue, queued *item) {
    if (item == NULL || IoSetCancelRoutine(item->irp, NULL) == NULL) return false;
    PFLT_CALLBACK_DATA data = item->data;
    forget(item);
    queue->RemoveIo(queue, data);
    return true;
}

static VOID NTAPI cancelled(PDEVICE_OBJECT device, PIRP irp) {
    IoReleaseCancelSpinLock(irp->CancelIrql);
    queued *item = find_irp(irp);
    if (item == NULL) return;
    PFLT_CALLBACK_DATA_QUEUE queue = item->queue;
    PFLT_CALLBACK_DATA data = item->data;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_OTHER, "callbacks of a cancel-safe queue");
    KIRQL irql = acquire(queue);
    forget(item);
    queue->RemoveIo(queue, data);
    release(queue, irql);
    data->IoStatus.Status = STATUS_CANCELLED;
    data->IoStatus.Information = 0;
    queue->CompleteCanceledIo(queue, data);
    flt_callout_end(&callout);
}

// fltkernel/nf-fltkernel-fltcbdqinsertio
NTSTATUS FLTAPI FltCbdqInsertIo(PFLT_CALLBACK_DATA_QUEUE Cbdq, PFLT_CALLBACK_DATA Cbd,
                                PIO_CSQ_IRP_CONTEXT Context, PVOID InsertContext) {
    SIM_CALL(FltCbdqInsertIo);
    SIM_FAULT(FltCbdqInsertIo);
    check(Cbdq);
    flt_operation *operation = flt_operation_of(Cbd);
    if (!FLT_IS_IRP_OPERATION(Cbd) || operation->irp == NULL) {
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK, "FltCbdqInsertIo is for IRPs");
        return STATUS_INVALID_PARAMETER;
    }
    KIRQL irql = acquire(Cbdq);
    if (Cbdq->Flags == QUEUE_DISABLED) {
        release(Cbdq, irql);
        return STATUS_FLT_CBDQ_DISABLED;
    }
    NTSTATUS status = Cbdq->InsertIo(Cbdq, Cbd, InsertContext);
    if (!NT_SUCCESS(status)) {
        release(Cbdq, irql);
        return status;
    }
    queued *item = sim_alloc(sizeof *item);
    *item = (queued){all, Cbdq, Cbd, operation->irp, Context};
    all = item;
    if (Context != NULL) {
        *Context = (IO_CSQ_IRP_CONTEXT){IO_TYPE_CSQ_IRP_CONTEXT, operation->irp, &Cbdq->Csq};
    }
    IoSetCancelRoutine(operation->irp, cancelled);
    bool too_late = operation->irp->Cancel && take(Cbdq, item);
    release(Cbdq, irql);
    if (too_late) {
        Cbd->IoStatus.Status = STATUS_CANCELLED;
        Cbd->IoStatus.Information = 0;
        Cbdq->CompleteCanceledIo(Cbdq, Cbd);
    }
    return status;
}

// fltkernel/nf-fltkernel-fltcbdqremoveio
PFLT_CALLBACK_DATA FLTAPI FltCbdqRemoveIo(PFLT_CALLBACK_DATA_QUEUE Cbdq,
                                          PIO_CSQ_IRP_CONTEXT Context) {
    SIM_CALL(FltCbdqRemoveIo);
    check(Cbdq);
    KIRQL irql = acquire(Cbdq);
    queued *item = find_context(Context);
    PFLT_CALLBACK_DATA data = item != NULL ? item->data : NULL;
    if (!take(Cbdq, item)) data = NULL;
    release(Cbdq, irql);
    return data;
}

// fltkernel/nf-fltkernel-fltcbdqremovenextio
PFLT_CALLBACK_DATA FLTAPI FltCbdqRemoveNextIo(PFLT_CALLBACK_DATA_QUEUE Cbdq, PVOID PeekContext) {
    SIM_CALL(FltCbdqRemoveNextIo);
    check(Cbdq);
    KIRQL irql = acquire(Cbdq);
    PFLT_CALLBACK_DATA data = Cbdq->PeekNextIo(Cbdq, NULL, PeekContext);
    while (data != NULL && !take(Cbdq, find_data(data))) {
        data = Cbdq->PeekNextIo(Cbdq, data, PeekContext);
    }
    release(Cbdq, irql);
    return data;
}
