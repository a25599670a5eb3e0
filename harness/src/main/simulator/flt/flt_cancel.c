// Cancelling operations.
#include "flt.h"

typedef struct cancellation {
    struct cancellation *next;
    PIRP irp;
    PFLT_CALLBACK_DATA data;
    PFLT_COMPLETE_CANCELED_CALLBACK callback;
} cancellation;

SIM_STATE static cancellation *all;

static PIRP irp_of(PFLT_CALLBACK_DATA data) {
    flt_operation *operation = flt_operation_of(data);
    return FLT_IS_IRP_OPERATION(data) ? operation->irp : NULL;
}

// fltkernel/nf-fltkernel-fltcancelio
BOOLEAN FLTAPI FltCancelIo(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltCancelIo);
    PIRP irp = irp_of(CallbackData);
    return irp != NULL && !irp->Cancel && IoCancelIrp(irp);
}

// fltkernel/nf-fltkernel-fltisiocanceled
BOOLEAN FLTAPI FltIsIoCanceled(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltIsIoCanceled);
    PIRP irp = irp_of(CallbackData);
    return irp != NULL && irp->Cancel;
}

// --- Cancel routines of minifilters --------------------------------------------------------------

static cancellation *take(PIRP irp) {
    cancellation **link = &all;
    while (*link != NULL && (*link)->irp != irp) link = &(*link)->next;
    cancellation *found = *link;
    if (found != NULL) *link = found->next;
    return found;
}

static VOID NTAPI cancelled(PDEVICE_OBJECT device, PIRP irp) {
    IoReleaseCancelSpinLock(irp->CancelIrql);
    cancellation *taken = take(irp);
    if (taken == NULL) return;
    cancellation c = *taken;
    sim_free(taken);
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_OTHER, "cancel routine");
    c.callback(c.data);
    flt_callout_end(&callout);
}

static bool may_be_cancelled(PFLT_CALLBACK_DATA data, PIRP irp) {
    bool paging = (data->Iopb->IrpFlags & (IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO)) != 0;
    if (irp != NULL && !paging) return true;
    sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
               "FltSetCancelCompletion is for IRPs that are no paging I/O");
    return false;
}

// fltkernel/nf-fltkernel-fltsetcancelcompletion
NTSTATUS FLTAPI FltSetCancelCompletion(PFLT_CALLBACK_DATA CallbackData,
                                       PFLT_COMPLETE_CANCELED_CALLBACK CanceledCallback) {
    SIM_CALL(FltSetCancelCompletion);
    SIM_FAULT(FltSetCancelCompletion);
    PIRP irp = irp_of(CallbackData);
    if (!may_be_cancelled(CallbackData, irp)) return STATUS_INVALID_PARAMETER;
    if (irp->Cancel) return STATUS_CANCELLED;
    cancellation *c = sim_alloc(sizeof *c);
    *c = (cancellation){all, irp, CallbackData, CanceledCallback};
    all = c;
    IoSetCancelRoutine(irp, cancelled);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltclearcancelcompletion
NTSTATUS FLTAPI FltClearCancelCompletion(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltClearCancelCompletion);
    SIM_FAULT(FltClearCancelCompletion);
    PIRP irp = irp_of(CallbackData);
    if (irp == NULL || IoSetCancelRoutine(irp, NULL) == NULL) return STATUS_CANCELLED;
    cancellation *taken = take(irp);
    if (taken == NULL) return STATUS_CANCELLED;
    sim_free(taken);
    return STATUS_SUCCESS;
}

// --- Waiting -------------------------------------------------------------------------------------

static bool is_cancelled(PFLT_CALLBACK_DATA data) {
    PIRP irp = data != NULL ? irp_of(data) : NULL;
    return irp != NULL && irp->Cancel;
}

// No simulated thread is terminated from outside, so that only an I/O that was cancelled before
// ends the wait. fltkernel/nf-fltkernel-fltcancellablewaitforsingleobject
NTSTATUS FLTAPI FltCancellableWaitForSingleObject(PVOID Object, PLARGE_INTEGER Timeout,
                                                  PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltCancellableWaitForSingleObject);
    SIM_FAULT(FltCancellableWaitForSingleObject);
    if (is_cancelled(CallbackData)) return STATUS_CANCELLED;
    return ke_wait(Object, Timeout);
}
