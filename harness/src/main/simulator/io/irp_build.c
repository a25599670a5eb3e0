// IRPs that the I/O manager builds for drivers, and who asked for one.
#include <string.h>

#include "internal.h"

static PIRP build(PDEVICE_OBJECT device, UCHAR major, PIO_STACK_LOCATION *stack) {
    PIRP irp = io_allocate_irp(device->StackSize);
    io_record_of(irp)->by_driver = true;
    irp->Tail.Overlay.Thread = (PETHREAD)sim_current;
    irp->RequestorMode = KernelMode;
    *stack = io_next_location(irp);
    (*stack)->MajorFunction = major;
    return irp;
}

static void set_buffer(PIRP irp, PDEVICE_OBJECT device, UCHAR major, void *buffer, ULONG length) {
    io_irp_record *record = io_record_of(irp);
    if ((device->Flags & DO_BUFFERED_IO) != 0) {
        record->buffer = ex_pool_allocate(SIM_NONPAGED, length != 0 ? length : 1, IO_TAG_BUFFER,
                                          "system buffer");
        irp->AssociatedIrp.SystemBuffer = record->buffer;
        irp->Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
        if (major == IRP_MJ_WRITE) {
            memcpy(record->buffer, buffer, length);
        } else {
            irp->Flags |= IRP_INPUT_OPERATION;
            record->copy_to = buffer;
            record->copy_length = length;
        }
    } else if ((device->Flags & DO_DIRECT_IO) != 0) {
        record->mdl = mm_mdl_create(buffer, length);
        irp->MdlAddress = record->mdl;
    }
    irp->UserBuffer = buffer;
}

static PIRP build_transfer(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG length,
                           PLARGE_INTEGER offset) {
    PIO_STACK_LOCATION stack;
    PIRP irp = build(device, (UCHAR)major, &stack);
    if (major != IRP_MJ_READ && major != IRP_MJ_WRITE) return irp;
    // The parameters of reads and writes lie alike.
    stack->Parameters.Read.Length = length;
    if (offset != NULL) stack->Parameters.Read.ByteOffset = *offset;
    set_buffer(irp, device, (UCHAR)major, buffer, length);
    return irp;
}

PIRP NTAPI IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
                                        PVOID Buffer, ULONG Length, PLARGE_INTEGER StartingOffset,
                                        PKEVENT Event, PIO_STATUS_BLOCK IoStatusBlock) {
    SIM_CALL(IoBuildSynchronousFsdRequest);
    if (SIM_FAILS(IoBuildSynchronousFsdRequest)) return NULL;
    PIRP irp = build_transfer(MajorFunction, DeviceObject, Buffer, Length, StartingOffset);
    irp->UserEvent = Event;
    irp->UserIosb = IoStatusBlock;
    io_record_of(irp)->built = true;
    return irp;
}

PIRP NTAPI IoBuildAsynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
                                         PVOID Buffer, ULONG Length, PLARGE_INTEGER StartingOffset,
                                         PIO_STATUS_BLOCK IoStatusBlock) {
    SIM_CALL(IoBuildAsynchronousFsdRequest);
    if (SIM_FAILS(IoBuildAsynchronousFsdRequest)) return NULL;
    PIRP irp = build_transfer(MajorFunction, DeviceObject, Buffer, Length, StartingOffset);
    irp->UserIosb = IoStatusBlock;
    return irp;
}

PIRP NTAPI IoBuildDeviceIoControlRequest(ULONG IoControlCode, PDEVICE_OBJECT DeviceObject,
                                         PVOID InputBuffer, ULONG InputBufferLength,
                                         PVOID OutputBuffer, ULONG OutputBufferLength,
                                         BOOLEAN InternalDeviceIoControl, PKEVENT Event,
                                         PIO_STATUS_BLOCK IoStatusBlock) {
    SIM_CALL(IoBuildDeviceIoControlRequest);
    if (SIM_FAILS(IoBuildDeviceIoControlRequest)) return NULL;
    PIO_STACK_LOCATION stack;
    UCHAR major = InternalDeviceIoControl ? IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL;
    PIRP irp = build(DeviceObject, major, &stack);
    io_irp_record *record = io_record_of(irp);
    stack->Parameters.DeviceIoControl.OutputBufferLength = OutputBufferLength;
    stack->Parameters.DeviceIoControl.InputBufferLength = InputBufferLength;
    stack->Parameters.DeviceIoControl.IoControlCode = IoControlCode;
    ULONG size = InputBufferLength > OutputBufferLength ? InputBufferLength : OutputBufferLength;
    if ((IoControlCode & 3) == METHOD_NEITHER) {
        stack->Parameters.DeviceIoControl.Type3InputBuffer = InputBuffer;
    } else if (size != 0) {
        record->buffer = ex_pool_allocate(SIM_NONPAGED, size, IO_TAG_BUFFER, "system buffer");
        if (InputBuffer != NULL) memcpy(record->buffer, InputBuffer, InputBufferLength);
        irp->AssociatedIrp.SystemBuffer = record->buffer;
        if ((IoControlCode & 3) == METHOD_BUFFERED && OutputBuffer != NULL) {
            record->copy_to = OutputBuffer;
            record->copy_length = OutputBufferLength;
        }
    }
    irp->UserBuffer = OutputBuffer;
    irp->UserEvent = Event;
    irp->UserIosb = IoStatusBlock;
    record->built = true;
    return irp;
}

static NTSTATUS signal_forwarded(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    ke_event_set(context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

BOOLEAN NTAPI IoForwardIrpSynchronously(PDEVICE_OBJECT DeviceObject, PIRP Irp) {
    SIM_CALL(IoForwardIrpSynchronously);
    io_check_device(DeviceObject, "IoForwardIrpSynchronously");
    io_check_irp(Irp, "IoForwardIrpSynchronously");
    if (Irp->CurrentLocation <= 1) return FALSE;
    PIO_STACK_LOCATION next = io_next_location(Irp);
    memcpy(next, io_current_location(Irp), offsetof(IO_STACK_LOCATION, CompletionRoutine));
    KEVENT done;
    ke_event_initialize(&done, NotificationEvent, false);
    next->CompletionRoutine = signal_forwarded;
    next->Context = &done;
    next->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
    io_verify_call(DeviceObject, Irp);
    if (io_call(DeviceObject, Irp) == STATUS_PENDING) ke_wait(&done, NULL);
    return TRUE;
}

// --- Who asked -----------------------------------------------------------------------------------

static sim_thread *requestor(PIRP irp) {
    return irp->Tail.Overlay.Thread != NULL ? &irp->Tail.Overlay.Thread->Tcb : sim_current;
}

PEPROCESS NTAPI IoGetRequestorProcess(PIRP Irp) {
    SIM_CALL(IoGetRequestorProcess);
    io_check_irp(Irp, "IoGetRequestorProcess");
    return requestor(Irp)->process;
}

ULONG NTAPI IoGetRequestorProcessId(PIRP Irp) {
    SIM_CALL(IoGetRequestorProcessId);
    io_check_irp(Irp, "IoGetRequestorProcessId");
    PEPROCESS process = requestor(Irp)->process;
    return process != NULL ? (ULONG)process->process_id : 0;
}

NTSTATUS NTAPI IoGetRequestorSessionId(PIRP Irp, PULONG pSessionId) {
    SIM_CALL(IoGetRequestorSessionId);
    io_check_irp(Irp, "IoGetRequestorSessionId");
    *pSessionId = 0;
    return STATUS_SUCCESS;
}

BOOLEAN NTAPI IoIsOperationSynchronous(PIRP Irp) {
    SIM_CALL(IoIsOperationSynchronous);
    io_check_irp(Irp, "IoIsOperationSynchronous");
    PFILE_OBJECT file =
        Irp->CurrentLocation <= Irp->StackCount ? io_current_location(Irp)->FileObject : NULL;
    if ((Irp->Flags & (IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO)) == IRP_PAGING_IO) return FALSE;
    return (file != NULL && (file->Flags & FO_SYNCHRONOUS_IO) != 0) ||
           (Irp->Flags & (IRP_SYNCHRONOUS_API | IRP_SYNCHRONOUS_PAGING_IO)) != 0;
}

PIRP NTAPI IoGetTopLevelIrp(VOID) {
    SIM_CALL(IoGetTopLevelIrp);
    return sim_current->top_level_irp;
}

VOID NTAPI IoSetTopLevelIrp(PIRP Irp) {
    SIM_CALL(IoSetTopLevelIrp);
    sim_current->top_level_irp = Irp;
}

IO_PRIORITY_HINT NTAPI IoGetIoPriorityHint(PIRP Irp) {
    SIM_CALL(IoGetIoPriorityHint);
    return IoPriorityNormal;
}

VOID NTAPI IoGetStackLimits(PULONG_PTR LowLimit, PULONG_PTR HighLimit) {
    SIM_CALL(IoGetStackLimits);
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    *LowLimit = (uintptr_t)sim_current->stack;
    *HighLimit = (here + 0xFFF) & ~(uintptr_t)0xFFF;
}

ULONG_PTR NTAPI IoGetRemainingStackSize(VOID) {
    SIM_CALL(IoGetRemainingStackSize);
    return (uintptr_t)__builtin_frame_address(0) - (uintptr_t)sim_current->stack;
}
