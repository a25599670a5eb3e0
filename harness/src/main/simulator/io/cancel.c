// Cancelling IRPs.
#include "internal.h"

PDRIVER_CANCEL NTAPI IoSetCancelRoutine(PIRP Irp, PDRIVER_CANCEL CancelRoutine) {
    SIM_CALL(IoSetCancelRoutine);
    io_check_irp(Irp, "IoSetCancelRoutine");
    PDRIVER_CANCEL former = Irp->CancelRoutine;
    Irp->CancelRoutine = CancelRoutine;
    return former;
}

// The cancel routine is called with the cancel spin lock held and releases it, to the IRQL in
// CancelIrql.
BOOLEAN NTAPI IoCancelIrp(PIRP Irp) {
    SIM_CALL(IoCancelIrp);
    io_check_irp(Irp, "IoCancelIrp");
    KIRQL irql = ke_cancel_lock_acquire();
    Irp->Cancel = TRUE;
    PDRIVER_CANCEL routine = Irp->CancelRoutine;
    Irp->CancelRoutine = NULL;
    if (routine == NULL) {
        ke_cancel_lock_release(irql);
        return FALSE;
    }
    if (Irp->CurrentLocation > Irp->StackCount) {
        sim_stop(RULE_IRP, io_irp_identity(Irp), SIM_BUGCHECK(0x48, Irp, 0, 0, 0),
                 "An IRP is cancelled that was completed with its cancel routine set");
    }
    Irp->CancelIrql = irql;
    PDEVICE_OBJECT device = io_current_location(Irp)->DeviceObject;
    if (!sim_image_contains((const void *)routine)) {
        routine(device, Irp);
        return TRUE;
    }
    io_callout callout;
    io_callout_begin(&callout, IO_IN_CANCEL, device->DriverObject, device, "cancel routine",
                     KE_CALLOUT_KEEPS_LOCKS | KE_CALLOUT_CHANGES_IRQL);
    routine(device, Irp);
    io_callout_end(&callout);
    return TRUE;
}
