// The Filter Manager as a driver: its devices, IRPs on their way through it, mounts and dismounts.
#include <string.h>

#include "flt_internal.h"

typedef struct device_extension {
    PFLT_VOLUME volume; // NULL: on a file system's control device
    PDEVICE_OBJECT below;
} device_extension;

SIM_STATE static FAST_IO_DISPATCH fast_io;

static device_extension *extension_of(PDEVICE_OBJECT device) { return device->DeviceExtension; }

static NTSTATUS pass(PDEVICE_OBJECT device, PIRP irp) {
    IoSkipCurrentIrpStackLocation(irp);
    return io_call(extension_of(device)->below, irp);
}

// --- IRPs with callbacks -------------------------------------------------------------------------

static void complete_irp(flt_operation *operation) {
    PIRP irp = operation->irp;
    if (operation->data->IoStatus.Status == FLT_STATUS_NOT_SET) {
        operation->data->IoStatus.Status = STATUS_SUCCESS;
    }
    irp->IoStatus = operation->data->IoStatus;
    operation->final = irp->IoStatus.Status;
    operation->irp = NULL;
    io_complete(irp);
    flt_operation_release(operation);
}

// All posts in this thread, then the IRP. When one pends, its answer completes the IRP.
static void go_up(flt_operation *operation) {
    if (flt_run_post(operation)) {
        complete_irp(operation);
    } else if (operation->owner == NULL || operation->owner == sim_current) {
        operation->owner = NULL;
        if (!operation->marked) IoMarkIrpPending(operation->irp);
        operation->marked = operation->pending = true;
    }
}

static NTSTATUS NTAPI completed(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    flt_operation *operation = context;
    bool pending_returned = irp->PendingReturned;
    if (operation->dirty) {
        irp->MdlAddress = operation->irp_mdl;
        irp->UserBuffer = operation->irp_user_buffer;
        irp->AssociatedIrp.SystemBuffer = operation->irp_system_buffer;
    }
    operation->data->IoStatus = irp->IoStatus;
    NTSTATUS status = irp->IoStatus.Status;
    operation->opened = NT_SUCCESS(status) && status != STATUS_REPARSE;
    if (operation->owner != NULL) {
        if (operation->owner == sim_current) operation->arrived = true;
        else flt_run_post(operation);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    if (pending_returned || operation->marked) IoMarkIrpPending(irp);
    operation->marked |= pending_returned;
    if (!flt_run_post(operation)) {
        if (!operation->marked) IoMarkIrpPending(irp);
        operation->marked = operation->pending = true;
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    irp->IoStatus = operation->data->IoStatus;
    operation->final = irp->IoStatus.Status;
    operation->irp = NULL;
    flt_operation_release(operation);
    return STATUS_CONTINUE_COMPLETION;
}

static void send_down(flt_operation *operation) {
    PIRP irp = operation->irp;
    IoCopyCurrentIrpStackLocationToNext(irp);
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    if (operation->dirty) {
        operation->irp_mdl = irp->MdlAddress;
        operation->irp_user_buffer = irp->UserBuffer;
        operation->irp_system_buffer = irp->AssociatedIrp.SystemBuffer;
        flt_parameters_to_irp(operation, irp, next);
    }
    next->CompletionRoutine = completed;
    next->Context = operation;
    next->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
    if (operation->major == IRP_MJ_CLOSE) flt_file_closes(operation->file);
    sim_point(); // a detach may find the operation on its way
    flt_status_request *requests = flt_take_status_requests(operation);
    NTSTATUS status = io_call(operation->volume->below, irp);
    if (status == STATUS_PENDING && operation->owner == NULL) operation->pending = true;
    flt_tell_status(requests, status);
}

static void follow(flt_operation *operation, flt_flow flow) {
    if (flow == FLT_FLOW_DOWN) {
        send_down(operation);
    } else if (flow == FLT_FLOW_COMPLETE) {
        if (operation->owner == NULL) go_up(operation);
        else if (operation->owner == sim_current) operation->arrived = true;
        else flt_run_post(operation);
    }
}

// If this thread is the one that waits for the operation, it does and finishes it.
static void own(flt_operation *operation) {
    if (operation->owner != sim_current) return;
    while (!operation->arrived) sim_wait(operation, "the completion of a request", SIM_FOREVER);
    go_up(operation);
}

static NTSTATUS start(flt_operation *operation) {
    operation->references++;
    if (operation->major == IRP_MJ_CREATE) operation->owner = sim_current;
    follow(operation, flt_run_pre(operation));
    own(operation);
    NTSTATUS status = operation->pending ? STATUS_PENDING : operation->final;
    flt_operation_release(operation);
    return status;
}

void flt_resume_down(flt_stage *stage, FLT_PREOP_CALLBACK_STATUS status) {
    flt_operation *operation = stage->operation;
    operation->references++;
    flt_flow flow = flt_act(stage, status);
    if (flow == FLT_FLOW_DOWN) flow = flt_run_pre(operation);
    follow(operation, flow);
    own(operation);
    flt_operation_release(operation);
}

void flt_resume_up(flt_operation *operation) {
    operation->references++;
    if (operation->irp == NULL) sim_broken("an operation without an IRP was pended");
    go_up(operation);
    flt_operation_release(operation);
}

static NTSTATUS start_irp(PFLT_VOLUME volume, PFLT_INSTANCE below, PIRP irp,
                          FLT_CALLBACK_DATA_FLAGS flags) {
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    flt_operation *operation =
        flt_operation_create(volume, below, stack->MajorFunction, stack->FileObject,
                             FLTFL_CALLBACK_DATA_IRP_OPERATION | flags);
    operation->irp = irp;
    operation->initiator = below;
    flt_parameters_from_irp(operation);
    return start(operation);
}

NTSTATUS flt_send_below(PFLT_INSTANCE below, PIRP irp) {
    return start_irp(below->volume, below, irp, FLTFL_CALLBACK_DATA_GENERATED_IO);
}

// --- Dispatch ------------------------------------------------------------------------------------

// The instance below which a request starts: that of the minifilter whose own file it is.
static PFLT_INSTANCE target_of(PIO_STACK_LOCATION stack) {
    if (stack->FileObject == NULL) return NULL;
    if (stack->MajorFunction != IRP_MJ_CREATE) return flt_target_of(stack->FileObject);
    PFLT_INSTANCE below = (PFLT_INSTANCE)(uintptr_t)sim_current->reserved[2];
    if (below == NULL) return NULL;
    sim_current->reserved[2] = 0;
    flt_set_target(stack->FileObject, below);
    return below;
}

static NTSTATUS dispatch_volume(PDEVICE_OBJECT device, PFLT_VOLUME volume, PIRP irp) {
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    PFLT_INSTANCE below = target_of(stack);
    if (below != NULL && below->volume != volume) below = NULL;
    if (stack->MajorFunction == IRP_MJ_CLOSE && below != NULL) {
        flt_set_target(stack->FileObject, NULL);
    }
    if (volume->interested[stack->MajorFunction]) {
        return start_irp(volume, below, irp, below != NULL ? FLTFL_CALLBACK_DATA_GENERATED_IO : 0);
    }
    if (stack->MajorFunction == IRP_MJ_CLOSE) flt_file_closes(stack->FileObject);
    return pass(device, irp);
}

// --- Attaching -----------------------------------------------------------------------------------

static PDEVICE_OBJECT attach(PDEVICE_OBJECT to) {
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(flt_globals.driver, sizeof(device_extension), NULL,
                                     to->DeviceType, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        sim_broken("no device for the Filter Manager: 0x%08X", (uint32_t)status);
    }
    device->Flags |= to->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO | DO_SUPPORTS_TRANSACTIONS);
    device->Characteristics |= to->Characteristics & FILE_DEVICE_SECURE_OPEN;
    device_extension *extension = extension_of(device);
    extension->volume = NULL;
    status = IoAttachDeviceToDeviceStackSafe(device, to, &extension->below);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return NULL;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return device;
}

static void attach_volume(PDEVICE_OBJECT to, PDEVICE_OBJECT disk) {
    if (flt_volume_of_device(to) != NULL) return;
    PDEVICE_OBJECT device = attach(to);
    if (device == NULL) return;
    device_extension *extension = extension_of(device);
    PFLT_VOLUME volume = flt_volume_create(device, extension->below, disk);
    extension->volume = volume;
    flt_volume_start(volume);
}

static void detach(PDEVICE_OBJECT device) {
    device_extension *extension = extension_of(device);
    if (extension->volume != NULL) {
        flt_volume_end(extension->volume);
        extension->volume->device = NULL;
    }
    IoDetachDevice(extension->below);
    IoDeleteDevice(device);
}

static VOID NTAPI detach_device(PDEVICE_OBJECT source, PDEVICE_OBJECT target) { detach(source); }

static NTSTATUS NTAPI signal(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    *(bool *)context = true;
    sim_wake(context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// A file system mounts: its volume's device gets one of ours before anybody can use it.
static NTSTATUS mount(PDEVICE_OBJECT device, PIRP irp) {
    PVPB vpb = IoGetCurrentIrpStackLocation(irp)->Parameters.MountVolume.Vpb;
    bool *done = sim_alloc(sizeof *done);
    PDEVICE_OBJECT disk = vpb->RealDevice;
    IoCopyCurrentIrpStackLocationToNext(irp);
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    next->CompletionRoutine = signal;
    next->Context = done;
    next->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
    io_call(extension_of(device)->below, irp);
    while (!*done) sim_wait(done, "a mount", SIM_FOREVER);
    sim_free(done);
    NTSTATUS status = irp->IoStatus.Status;
    vpb = (PVPB)(uintptr_t)disk->Vpb; // the file system may have found the volume mounted before
    if (NT_SUCCESS(status) && vpb != NULL && vpb->DeviceObject != NULL) {
        attach_volume(vpb->DeviceObject, disk);
    }
    io_complete(irp);
    return status;
}

NTSTATUS flt_dispatch(PDEVICE_OBJECT device, PIRP irp) {
    PFLT_VOLUME volume = extension_of(device)->volume;
    if (volume != NULL) return dispatch_volume(device, volume, irp);
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    if (stack->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL &&
        stack->MinorFunction == IRP_MN_MOUNT_VOLUME) {
        return mount(device, irp);
    }
    return pass(device, irp);
}

static VOID NTAPI file_system_changed(PDEVICE_OBJECT device, BOOLEAN active) {
    if (active && device->DeviceType == FILE_DEVICE_NETWORK_FILE_SYSTEM) {
        attach_volume(device, NULL);
    } else if (active) {
        attach(device);
    } else {
        for (PDEVICE_OBJECT at = io_top_of_stack(device); at != NULL; at = io_device_below(at)) {
            if (at->DriverObject != flt_globals.driver) continue;
            detach(at);
            return;
        }
    }
}

static NTSTATUS initialize(PDRIVER_OBJECT driver) {
    flt_globals.driver = driver;
    for (int i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) driver->MajorFunction[i] = flt_dispatch;
    flt_fast_io_table(&fast_io);
    fast_io.FastIoDetachDevice = detach_device;
    driver->FastIoDispatch = &fast_io;
    flt_register_fs_filter(driver);
    return IoRegisterFsRegistrationChange(driver, file_system_changed);
}

static void start_filter_manager(void) {
    InitializeListHead(&flt_globals.filters);
    InitializeListHead(&flt_globals.volumes);
    io_create_driver("FltMgr", initialize);
}

__attribute__((constructor)) static void hook(void) { sim_at_start(50, start_filter_manager); }
