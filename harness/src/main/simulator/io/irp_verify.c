// What drivers must keep to with IRPs (rules IRP, G19, G25).
#include <string.h>

#include "internal.h"

static IO_UNCHECKED bool looks_like_irp(PIRP irp) {
    return irp->Type == IO_TYPE_IRP && irp->Size >= sizeof(IRP) &&
           irp->CurrentLocation <= irp->StackCount + 1;
}

bool io_check_irp(PIRP irp, const char *routine) {
    if (irp != NULL && looks_like_irp(irp)) return true;
    sim_block block;
    sim_identity identity = irp != NULL && sim_heap_find(irp, &block) ? block.identity : 0;
    sim_stop(RULE_IRP, identity, SIM_BUGCHECK(0x44, irp, 0, 0, 0),
             "%s was called with an IRP that was completed or freed before", routine);
}

static bool is_blank(PIO_STACK_LOCATION stack) {
    return stack->MajorFunction == 0 && stack->MinorFunction == 0 && stack->FileObject == NULL &&
           stack->Parameters.Others.Argument1 == NULL && stack->Parameters.Others.Argument2 == NULL;
}

void io_verify_call(PDEVICE_OBJECT device, PIRP irp) {
    sim_identity identity = io_irp_identity(irp);
    if (irp->CurrentLocation <= 1) return; // io_call stops
    PIO_STACK_LOCATION next = io_next_location(irp);
    bool own = irp->CurrentLocation > irp->StackCount;
    io_callout *callout = io_current_callout();

    if (sim_current->irql > APC_LEVEL) {
        sim_report(RULE_IRQL, identity, SIM_BUGCHECK(0xA, 0, sim_current->irql, 0, 0),
                   "IoCallDriver was called at IRQL %u for %s: file I/O needs APC_LEVEL or below",
                   sim_current->irql, io_major_name(next->MajorFunction));
    }
    io_check_io_allowed("IoCallDriver");
    if (!own) {
        PIO_STACK_LOCATION current = io_current_location(irp);
        if (is_blank(next) && !is_blank(current)) {
            sim_report(RULE_G25, identity, SIM_NO_BUGCHECK,
                       "%s is passed on, and the next stack location was not set up",
                       io_major_name(current->MajorFunction));
            memcpy(next, current, offsetof(IO_STACK_LOCATION, Control));
            memcpy(&next->Parameters, &current->Parameters,
                   offsetof(IO_STACK_LOCATION, DeviceObject) -
                       offsetof(IO_STACK_LOCATION, Parameters));
            next->FileObject = current->FileObject;
        }
        if (next->CompletionRoutine != NULL && (next->Control & 0xE0) != 0 &&
            next->CompletionRoutine == current->CompletionRoutine &&
            next->Context == current->Context) {
            sim_report(RULE_IRP, identity, SIM_BUGCHECK(0xC9, 0, irp, 0, 0),
                       "The completion routine of the driver above was copied with its stack "
                       "location");
        }
        if ((next->Control & SL_PENDING_RETURNED) != 0) {
            sim_report(RULE_IRP, identity, SIM_NO_BUGCHECK,
                       "SL_PENDING_RETURNED was copied to the next stack location");
            next->Control &= (UCHAR)~SL_PENDING_RETURNED;
        }
        if (next->CompletionRoutine != NULL && current->DeviceObject != NULL) {
            io_device_of(current->DeviceObject)->completions++;
        }
        if (callout != NULL && callout->kind == IO_IN_DISPATCH &&
            current->DeviceObject->DriverObject != callout->driver &&
            io_is_under_test(callout->driver)) {
            sim_report(RULE_IRP, identity, SIM_NO_BUGCHECK,
                       "An IRP is passed on that belongs to another driver");
        }
    }
    if (irp->CancelRoutine != NULL) {
        sim_report(RULE_IRP, identity, SIM_BUGCHECK(0xC9, 0, irp, 0, 0),
                   "An IRP is passed on with a cancel routine");
    }
    (void)device;
}

void io_verify_completion(PIRP irp) {
    sim_identity identity = io_irp_identity(irp);
    if (irp->CurrentLocation > irp->StackCount) {
        sim_stop(RULE_IRP, identity, SIM_BUGCHECK(0x44, irp, 0, 0, 0),
                 "An IRP is completed that was completed before or was never sent");
    }
    if (irp->IoStatus.Status == STATUS_PENDING ||
        irp->IoStatus.Status == STATUS_MORE_PROCESSING_REQUIRED) {
        sim_report(RULE_IRP, identity, SIM_BUGCHECK(0xC9, 6, irp->IoStatus.Status, irp, 0),
                   "An IRP is completed with the status 0x%08X", (unsigned)irp->IoStatus.Status);
    }
    if (irp->CancelRoutine != NULL) {
        sim_stop(RULE_IRP, identity, SIM_BUGCHECK(0x48, irp, 0, 0, 0),
                 "An IRP is completed with its cancel routine set");
    }
    io_callout *callout = io_current_callout();
    PDEVICE_OBJECT device = io_current_location(irp)->DeviceObject;
    if (callout != NULL && callout->kind == IO_IN_DISPATCH && device != NULL &&
        device->DriverObject != callout->driver) {
        sim_stop(RULE_IRP, identity, SIM_BUGCHECK(0x44, irp, 0, 0, 0),
                 "An IRP is completed that was passed on to another driver and is still there");
    }
}

void io_verify_return(io_frame *frame, UCHAR major, NTSTATUS status) {
    const char *name = io_major_name(major);
    sim_identity device = ob_identity(frame->device);
    if (status == STATUS_PENDING) {
        if (frame->completed && !frame->marked) {
            sim_report(RULE_IRP, device, SIM_BUGCHECK(0xC9, 0, 0, 0, 0),
                       "The dispatch routine of %s returned STATUS_PENDING, and the IRP was not "
                       "marked pending",
                       name);
        }
        return;
    }
    if (!frame->completed) {
        sim_stop(RULE_G25, device, SIM_NO_BUGCHECK,
                 "The dispatch routine of %s returned 0x%08X, and the IRP is neither completed nor "
                 "was STATUS_PENDING returned: its sender waits for ever",
                 name, (unsigned)status);
    } else if (frame->marked) {
        sim_report(RULE_IRP, device, SIM_BUGCHECK(0xC9, 0, status, 0, 0),
                   "The dispatch routine of %s returned 0x%08X for an IRP that was marked pending",
                   name, (unsigned)status);
    } else if (status != frame->status) {
        sim_report(RULE_IRP, device, SIM_BUGCHECK(0xC9, 0, status, frame->status, 0),
                   "The dispatch routine of %s returned 0x%08X, the IRP was completed with 0x%08X",
                   name, (unsigned)status, (unsigned)frame->status);
    }
}

void io_verify_propagation(PIRP irp, bool pending_returned, void *routine) {
    if (!pending_returned || irp->CurrentLocation > irp->StackCount) return;
    PIO_STACK_LOCATION stack = io_current_location(irp);
    if ((stack->Control & SL_PENDING_RETURNED) != 0) return;
    if (sim_image_contains(routine)) {
        sim_report(RULE_G19, io_irp_identity(irp), SIM_NO_BUGCHECK,
                   "The completion routine of %s did not mark the IRP pending, though "
                   "PendingReturned is set",
                   io_major_name(stack->MajorFunction));
    }
    stack->Control |= SL_PENDING_RETURNED;
}

void io_verify_free(PIRP irp, const char *routine) {
    io_irp_record *record = io_record_of(irp);
    if (record == NULL) return;
    for (int location = 0; location < IO_STACK_MAXIMUM + 2; location++) {
        if (record->calls[location] == 0) continue;
        sim_stop(RULE_IRP, record->identity, SIM_BUGCHECK(0xC9, 0, irp, 0, 0),
                 "%s was called for an IRP that another driver still has", routine);
    }
    if (!record->by_driver || record->built) {
        sim_stop(RULE_IRP, record->identity, SIM_BUGCHECK(0xC9, 0, irp, 0, 0),
                 "%s was called for an IRP that is the I/O manager's", routine);
    }
    if (irp->CancelRoutine != NULL) {
        sim_report(RULE_IRP, record->identity, SIM_BUGCHECK(0x48, irp, 0, 0, 0),
                   "%s was called for an IRP with a cancel routine", routine);
    }
}

void io_verify_unhandled(PDEVICE_OBJECT device, UCHAR major) {
    if (!io_is_under_test(device->DriverObject) || io_device_below(device) == NULL) return;
    sim_report(RULE_G25, ob_identity(device), SIM_NO_BUGCHECK,
               "A filter has no dispatch routine for %s: the request fails instead of being passed "
               "on",
               io_major_name(major));
}
