// IRPs: made, sent, completed and freed.
#include <string.h>

#include "internal.h"

// --- Allocation ----------------------------------------------------------------------------------

static void initialize(PIRP irp, USHORT size, CCHAR stack_size) {
    memset(irp, 0, size);
    irp->Type = IO_TYPE_IRP;
    irp->Size = size;
    irp->StackCount = stack_size;
    irp->CurrentLocation = (CCHAR)(stack_size + 1);
    irp->Tail.Overlay.CurrentStackLocation =
        (PIO_STACK_LOCATION)((uint8_t *)irp + sizeof(IRP)) + stack_size;
    InitializeListHead(&irp->ThreadListEntry);
}

PIRP io_allocate_irp(CCHAR stack_size) {
    if (stack_size < 1 || stack_size > IO_STACK_MAXIMUM) {
        sim_broken("An IRP with %d stack locations", stack_size);
    }
    USHORT size = IoSizeOfIrp(stack_size);
    sim_identity identity = sim_identify("IRP", NULL);
    io_irp_record *record =
        sim_heap_allocate(SIM_NONPAGED, sizeof *record + size, 16, IO_TAG_IRP, identity);
    memset(record, 0, sizeof *record);
    record->magic = IO_RECORD_MAGIC;
    record->identity = identity;
    PIRP irp = (PIRP)(record + 1);
    initialize(irp, size, stack_size);
    irp->AllocationFlags = IO_IRP_TRACKED;
    sim_history(identity, "allocated", -1);
    return irp;
}

void io_free_irp(PIRP irp) {
    io_irp_record *record = io_record_of(irp);
    if (record == NULL) return; // its memory is the driver's
    sim_history(record->identity, "freed", -1);
    record->magic = 0;
    sim_heap_free(record);
}

sim_identity io_irp_identity(PIRP irp) {
    io_irp_record *record = io_record_of(irp);
    return record != NULL ? record->identity : 0;
}

static PIRP allocate_for_driver(CCHAR stack_size) {
    if (stack_size < 1 || stack_size > IO_STACK_MAXIMUM) {
        sim_report(RULE_IRP, 0, SIM_NO_BUGCHECK, "An IRP is allocated with %d stack locations",
                   stack_size);
        return NULL;
    }
    PIRP irp = io_allocate_irp(stack_size);
    io_record_of(irp)->by_driver = true;
    return irp;
}

PIRP NTAPI IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota) {
    SIM_CALL(IoAllocateIrp);
    if (SIM_FAILS(IoAllocateIrp)) return NULL;
    return IO_FROM_DRIVER() ? allocate_for_driver(StackSize) : io_allocate_irp(StackSize);
}

VOID NTAPI IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize) {
    SIM_CALL(IoInitializeIrp);
    sim_block block;
    if (sim_heap_find(Irp, &block) && block.address != (void *)Irp &&
        ((io_irp_record *)block.address)->magic == IO_RECORD_MAGIC) {
        sim_report(RULE_IRP, block.identity, SIM_NO_BUGCHECK,
                   "IoInitializeIrp was called for an IRP of IoAllocateIrp: use IoReuseIrp");
        return;
    }
    initialize(Irp, PacketSize, StackSize);
}

VOID NTAPI IoReuseIrp(PIRP Irp, NTSTATUS Iostatus) {
    SIM_CALL(IoReuseIrp);
    if (!io_check_irp(Irp, "IoReuseIrp")) return;
    io_verify_free(Irp, "IoReuseIrp");
    io_irp_record *record = io_record_of(Irp);
    CCHAR allocation = Irp->AllocationFlags;
    initialize(Irp, Irp->Size, Irp->StackCount);
    Irp->AllocationFlags = allocation;
    Irp->IoStatus.Status = Iostatus;
    if (record != NULL) {
        record->ecps = NULL;
        memset(record->calls, 0, sizeof record->calls);
    }
}

VOID NTAPI IoFreeIrp(PIRP Irp) {
    SIM_CALL(IoFreeIrp);
    if (!io_check_irp(Irp, "IoFreeIrp")) return;
    io_verify_free(Irp, "IoFreeIrp");
    io_free_irp(Irp);
}

// --- Sending -------------------------------------------------------------------------------------

static NTSTATUS dispatch(PDEVICE_OBJECT device, PIRP irp, io_frame *frame, UCHAR major) {
    PDRIVER_OBJECT driver = device->DriverObject;
    PDRIVER_DISPATCH routine = major <= IRP_MJ_MAXIMUM_FUNCTION ? driver->MajorFunction[major]
                                                                : io_invalid_request;
    if (!io_driver_of(driver)->under_test || routine == io_invalid_request) {
        return routine(device, irp);
    }
    io_device *state = io_device_of(device);
    io_callout callout;
    io_callout_begin(&callout, IO_IN_DISPATCH, driver, device, io_dispatch_name(major), 0);
    callout.major = major;
    state->executing++;
    // The device lives as long as one of its routines runs; that it was freed before is what is
    // checked.
    ob_reference(device);
    NTSTATUS status = routine(device, irp);
    state->executing--;
    io_callout_end(&callout);
    io_verify_return(frame, major, status);
    ob_dereference(device);
    return status;
}

NTSTATUS io_call(PDEVICE_OBJECT device, PIRP irp) {
    race_release(irp);
    irp->CurrentLocation--;
    if (irp->CurrentLocation <= 0) {
        sim_stop(RULE_IRP, io_irp_identity(irp), SIM_BUGCHECK(0x35, irp, 0, 0, 0),
                 "An IRP is passed on that has no stack location left");
    }
    PIO_STACK_LOCATION stack = --irp->Tail.Overlay.CurrentStackLocation;
    stack->DeviceObject = device;
    io_irp_record *record = io_record_of(irp);
    io_frame frame = {NULL, device, STATUS_SUCCESS, false, false};
    int location = irp->CurrentLocation;
    if (record != NULL) {
        record->calls[location]++;
        frame.outer = record->frames[location];
        record->frames[location] = &frame;
        if (sim_recording) sim_history(record->identity, io_major_name(stack->MajorFunction), -1);
    }
    NTSTATUS status = dispatch(device, irp, &frame, stack->MajorFunction);
    if (record != NULL && !frame.completed) {
        io_frame **link = &record->frames[location];
        while (*link != NULL && *link != &frame) link = &(*link)->outer;
        if (*link != NULL) *link = frame.outer;
    }
    return status;
}

NTSTATUS FASTCALL IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp) {
    SIM_CALL(IofCallDriver);
    if (IO_FROM_DRIVER()) {
        io_check_device(DeviceObject, "IoCallDriver");
        if (!io_check_irp(Irp, "IoCallDriver")) return STATUS_INVALID_PARAMETER;
        io_verify_call(DeviceObject, Irp);
    }
    return io_call(DeviceObject, Irp);
}

// --- Completing ----------------------------------------------------------------------------------

static void note_completion(io_irp_record *record, PIRP irp, int location, bool marked) {
    if (record == NULL) return;
    record->calls[location] = 0;
    for (io_frame *frame = record->frames[location]; frame != NULL; frame = frame->outer) {
        frame->completed = true;
        frame->marked = marked;
        frame->status = irp->IoStatus.Status;
    }
    record->frames[location] = NULL;
}

static bool is_invoked(UCHAR control, PIRP irp) {
    if (NT_SUCCESS(irp->IoStatus.Status) && (control & SL_INVOKE_ON_SUCCESS) != 0) return true;
    if (!NT_SUCCESS(irp->IoStatus.Status) && (control & SL_INVOKE_ON_ERROR) != 0) return true;
    return irp->Cancel && (control & SL_INVOKE_ON_CANCEL) != 0;
}

static NTSTATUS call_completion(PIO_COMPLETION_ROUTINE routine, PVOID context, PIRP irp,
                                UCHAR major) {
    bool top = irp->CurrentLocation > irp->StackCount;
    PDEVICE_OBJECT device = top ? NULL : io_current_location(irp)->DeviceObject;
    if (device != NULL && io_device_of(device)->completions > 0) {
        io_device_of(device)->completions--;
    }
    if (!sim_image_contains((const void *)routine)) return routine(device, irp, context);

    io_callout callout;
    io_callout_begin(&callout, IO_IN_COMPLETION, device != NULL ? device->DriverObject : NULL,
                     device, io_completion_name(major), 0);
    callout.major = major;
    NTSTATUS status = routine(device, irp, context);
    io_callout_end(&callout);
    return status;
}

static void finish(PIRP irp) {
    io_irp_record *record = io_record_of(irp);
    if (record == NULL) {
        sim_stop(RULE_IRP, 0, SIM_BUGCHECK(0x44, irp, 0, 0, 0),
                 "An IRP in a driver's own memory was completed without a completion routine that "
                 "takes it back");
    }
    if (record->by_driver && !record->built) {
        sim_stop(RULE_IRP, record->identity, SIM_BUGCHECK(0xC9, 0, irp, 0, 0),
                 "An IRP of IoAllocateIrp was completed without a completion routine that takes "
                 "it back with STATUS_MORE_PROCESSING_REQUIRED");
    }
    if (record->copy_to != NULL && !NT_ERROR(irp->IoStatus.Status)) {
        ULONG_PTR length = irp->IoStatus.Information;
        memcpy(record->copy_to, record->buffer,
               length < record->copy_length ? length : record->copy_length);
    }
    if (record->buffer != NULL) ex_pool_free(record->buffer);
    if (record->mdl != NULL) mm_mdl_free(record->mdl);
    if (irp->UserIosb != NULL) *irp->UserIosb = irp->IoStatus;
    if (irp->UserEvent != NULL) ke_event_set(irp->UserEvent);
    if (record->wait != NULL) {
        record->wait->result = irp->IoStatus;
        record->wait->done = true;
        sim_wake(record->wait);
    }
    if (record->finished != NULL) record->finished(irp, record->context);
    io_free_irp(irp);
}

void io_complete(PIRP irp) {
    race_order(irp);
    io_irp_record *record = io_record_of(irp);
    if (sim_recording && record != NULL) sim_history(record->identity, "completed", -1);
    while (irp->CurrentLocation <= irp->StackCount) {
        PIO_STACK_LOCATION stack = io_current_location(irp);
        UCHAR control = stack->Control, major = stack->MajorFunction;
        PIO_COMPLETION_ROUTINE routine = stack->CompletionRoutine;
        PVOID context = stack->Context;
        bool pending = (control & SL_PENDING_RETURNED) != 0;

        note_completion(record, irp, irp->CurrentLocation, pending);
        irp->PendingReturned = pending;
        irp->CurrentLocation++;
        irp->Tail.Overlay.CurrentStackLocation++;
        memset(stack, 0, sizeof *stack);
        if (routine != NULL && is_invoked(control, irp)) {
            if (call_completion(routine, context, irp, major) == STATUS_MORE_PROCESSING_REQUIRED) {
                return;
            }
            io_verify_propagation(irp, pending, (void *)routine);
        } else if (pending && irp->CurrentLocation <= irp->StackCount) {
            io_current_location(irp)->Control |= SL_PENDING_RETURNED;
        }
    }
    finish(irp);
}

VOID FASTCALL IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost) {
    SIM_CALL(IofCompleteRequest);
    if (IO_FROM_DRIVER()) {
        if (!io_check_irp(Irp, "IoCompleteRequest")) return;
        io_verify_completion(Irp);
    }
    io_complete(Irp);
}

// --- Requests of the simulator's -----------------------------------------------------------------

typedef struct pended {
    struct pended *next;
    PIRP irp;
    KIRQL irql;
    void (*routine)(PIRP irp, void *context);
    void *context;
} pended;

SIM_STATE static pended *pended_first, **pended_last;
SIM_STATE static sim_thread *interrupts;

// The device's interrupt, as it were: completes what was pended.
static void serve(void *argument) {
    for (;;) {
        pended *work = pended_first;
        if (work == NULL) {
            sim_wait_for_work(&pended_first, "an interrupt");
            continue;
        }
        pended_first = work->next;
        if (pended_first == NULL) pended_last = &pended_first;
        KIRQL old = ke_irql_raise(work->irql);
        work->routine(work->irp, work->context);
        ke_irql_lower(old);
        sim_free(work);
    }
}

NTSTATUS io_pend(PIRP irp, KIRQL irql, void (*routine)(PIRP irp, void *context), void *context) {
    io_current_location(irp)->Control |= SL_PENDING_RETURNED;
    pended *work = sim_alloc(sizeof *work);
    *work = (pended){NULL, irp, irql, routine, context};
    if (pended_last == NULL) pended_last = &pended_first;
    *pended_last = work;
    pended_last = &work->next;
    if (interrupts == NULL) interrupts = sim_thread_create("interrupt", serve, NULL);
    sim_wake(&pended_first);
    return STATUS_PENDING;
}

static void complete_pended(PIRP irp, void *context) { io_complete(irp); }

NTSTATUS io_finish(PIRP irp, NTSTATUS status, ULONG_PTR information) {
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    io_irp_record *record = io_record_of(irp);
    if (record != NULL && record->pend) {
        record->pend = false;
        return io_pend(irp, DISPATCH_LEVEL, complete_pended, NULL);
    }
    io_complete(irp);
    return status;
}

NTSTATUS io_send(PDEVICE_OBJECT device, PIRP irp, IO_STATUS_BLOCK *result) {
    io_wait wait = {0};
    io_record_of(irp)->wait = &wait;
    io_call(device, irp);
    while (!wait.done) sim_wait(&wait, "the completion of an IRP", SIM_FOREVER);
    if (result != NULL) *result = wait.result;
    return wait.result.Status;
}
