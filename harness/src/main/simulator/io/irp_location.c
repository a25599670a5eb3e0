// The routines about an IRP's stack locations.
#include <string.h>

#include "internal.h"

PIO_STACK_LOCATION NTAPI IoGetCurrentIrpStackLocation(PIRP Irp) {
    SIM_CALL(IoGetCurrentIrpStackLocation);
    io_check_irp(Irp, "IoGetCurrentIrpStackLocation");
    if (Irp->CurrentLocation > Irp->StackCount) {
        sim_stop(RULE_IRP, io_irp_identity(Irp), SIM_BUGCHECK(0xC9, 0, Irp, 0, 0),
                 "IoGetCurrentIrpStackLocation was called for an IRP that has not been sent");
    }
    return io_current_location(Irp);
}

static bool has_next(PIRP irp, const char *routine) {
    io_check_irp(irp, routine);
    if (irp->CurrentLocation > 1) return true;
    sim_stop(RULE_IRP, io_irp_identity(irp), SIM_BUGCHECK(0x35, irp, 0, 0, 0),
             "%s was called for an IRP that has no next stack location", routine);
}

PIO_STACK_LOCATION NTAPI IoGetNextIrpStackLocation(PIRP Irp) {
    SIM_CALL(IoGetNextIrpStackLocation);
    has_next(Irp, "IoGetNextIrpStackLocation");
    return io_next_location(Irp);
}

VOID NTAPI IoSetNextIrpStackLocation(PIRP Irp) {
    SIM_CALL(IoSetNextIrpStackLocation);
    has_next(Irp, "IoSetNextIrpStackLocation");
    Irp->CurrentLocation--;
    Irp->Tail.Overlay.CurrentStackLocation--;
}

VOID NTAPI IoSkipCurrentIrpStackLocation(PIRP Irp) {
    SIM_CALL(IoSkipCurrentIrpStackLocation);
    io_check_irp(Irp, "IoSkipCurrentIrpStackLocation");
    if (Irp->CurrentLocation > Irp->StackCount) {
        sim_report(RULE_G25, io_irp_identity(Irp), SIM_NO_BUGCHECK,
                   "IoSkipCurrentIrpStackLocation was called twice for an IRP, or for one that was "
                   "not received");
        return;
    }
    if ((io_current_location(Irp)->Control & SL_PENDING_RETURNED) != 0 && IO_FROM_DRIVER()) {
        sim_report(RULE_G25, io_irp_identity(Irp), SIM_NO_BUGCHECK,
                   "IoSkipCurrentIrpStackLocation was called for an IRP that was marked pending");
    }
    Irp->CurrentLocation++;
    Irp->Tail.Overlay.CurrentStackLocation++;
}

VOID NTAPI IoCopyCurrentIrpStackLocationToNext(PIRP Irp) {
    SIM_CALL(IoCopyCurrentIrpStackLocationToNext);
    has_next(Irp, "IoCopyCurrentIrpStackLocationToNext");
    PIO_STACK_LOCATION next = io_next_location(Irp);
    memcpy(next, io_current_location(Irp), offsetof(IO_STACK_LOCATION, CompletionRoutine));
    next->Control = 0;
}

VOID NTAPI IoMarkIrpPending(PIRP Irp) {
    SIM_CALL(IoMarkIrpPending);
    io_check_irp(Irp, "IoMarkIrpPending");
    if (Irp->CurrentLocation > Irp->StackCount) {
        sim_report(RULE_IRP, io_irp_identity(Irp), SIM_NO_BUGCHECK,
                   "IoMarkIrpPending was called for an IRP without a stack location of the "
                   "driver's");
        return;
    }
    io_current_location(Irp)->Control |= SL_PENDING_RETURNED;
}

VOID NTAPI IoSetCompletionRoutine(PIRP Irp, PIO_COMPLETION_ROUTINE CompletionRoutine, PVOID Context,
                                  BOOLEAN InvokeOnSuccess, BOOLEAN InvokeOnError,
                                  BOOLEAN InvokeOnCancel) {
    SIM_CALL(IoSetCompletionRoutine);
    has_next(Irp, "IoSetCompletionRoutine");
    PIO_STACK_LOCATION next = io_next_location(Irp);
    if (CompletionRoutine == NULL && (InvokeOnSuccess || InvokeOnError || InvokeOnCancel)) {
        sim_report(RULE_DDI, io_irp_identity(Irp), SIM_NO_BUGCHECK,
                   "IoSetCompletionRoutine was called without a routine that is to be invoked");
    }
    next->CompletionRoutine = CompletionRoutine;
    next->Context = Context;
    next->Control = (UCHAR)((InvokeOnSuccess ? SL_INVOKE_ON_SUCCESS : 0) |
                            (InvokeOnError ? SL_INVOKE_ON_ERROR : 0) |
                            (InvokeOnCancel ? SL_INVOKE_ON_CANCEL : 0));
}

NTSTATUS NTAPI IoSetCompletionRoutineEx(PDEVICE_OBJECT DeviceObject, PIRP Irp,
                                        PIO_COMPLETION_ROUTINE CompletionRoutine, PVOID Context,
                                        BOOLEAN InvokeOnSuccess, BOOLEAN InvokeOnError,
                                        BOOLEAN InvokeOnCancel) {
    SIM_CALL(IoSetCompletionRoutineEx);
    SIM_FAULT(IoSetCompletionRoutineEx);
    has_next(Irp, "IoSetCompletionRoutineEx");
    PIO_STACK_LOCATION next = io_next_location(Irp);
    next->CompletionRoutine = CompletionRoutine;
    next->Context = Context;
    next->Control = (UCHAR)((InvokeOnSuccess ? SL_INVOKE_ON_SUCCESS : 0) |
                            (InvokeOnError ? SL_INVOKE_ON_ERROR : 0) |
                            (InvokeOnCancel ? SL_INVOKE_ON_CANCEL : 0));
    return STATUS_SUCCESS;
}
