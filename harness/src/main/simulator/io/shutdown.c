// Devices that are told of the system's shutdown.
#include "internal.h"

#define SHUTDOWN_MAXIMUM 32

SIM_STATE static PDEVICE_OBJECT devices[SHUTDOWN_MAXIMUM];
SIM_STATE static uint32_t device_count;

NTSTATUS NTAPI IoRegisterShutdownNotification(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoRegisterShutdownNotification);
    SIM_FAULT(IoRegisterShutdownNotification);
    io_check_device(DeviceObject, "IoRegisterShutdownNotification");
    if (device_count == SHUTDOWN_MAXIMUM) return STATUS_INSUFFICIENT_RESOURCES;
    ob_reference(DeviceObject);
    DeviceObject->Flags |= DO_SHUTDOWN_REGISTERED;
    devices[device_count++] = DeviceObject;
    return STATUS_SUCCESS;
}

VOID NTAPI IoUnregisterShutdownNotification(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoUnregisterShutdownNotification);
    uint32_t kept = 0, count = device_count;
    for (uint32_t i = 0; i < count; i++) {
        if (devices[i] != DeviceObject) devices[kept++] = devices[i];
    }
    device_count = kept;
    DeviceObject->Flags &= ~(ULONG)DO_SHUTDOWN_REGISTERED;
    for (; kept < count; kept++) ob_dereference(DeviceObject);
}

static void tell(PDEVICE_OBJECT device) {
    PDEVICE_OBJECT top = io_top_of_stack(device);
    PIRP irp = io_allocate_irp(top->StackSize);
    irp->Tail.Overlay.Thread = (PETHREAD)sim_current;
    irp->RequestorMode = KernelMode;
    PIO_STACK_LOCATION stack = io_next_location(irp);
    stack->MajorFunction = IRP_MJ_SHUTDOWN;
    io_send(top, irp, NULL);
}

// Those that registered first are told last; then the file systems.
void io_shutdown(void) {
    while (device_count > 0) {
        PDEVICE_OBJECT device = devices[--device_count];
        device->Flags &= ~(ULONG)DO_SHUTDOWN_REGISTERED;
        tell(device);
        ob_dereference(device);
    }
    for (uint32_t i = 0; i < io_file_system_count(); i++) tell(io_file_system_at(i));
}
