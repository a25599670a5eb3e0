// The dispatch routine of all our devices: finds out what a request is about, has it handled,
// completes it.
#include "fs_internal.h"
#include "../core/race.h"

static SIM_STATE PIRP ready; // kept IRPs whose time has come
static SIM_STATE PIRP *ready_end;

// --- Kept IRPs -----------------------------------------------------------------------------------

#define KEPT_CANCELLED 0 // DriverContext: who forgets it
#define KEPT_NEXT 1

static VOID NTAPI cancel(PDEVICE_OBJECT device, PIRP irp)
{
    void (*forget)(PIRP) = (void (*)(PIRP))irp->Tail.Overlay.DriverContext[KEPT_CANCELLED];

    IoReleaseCancelSpinLock(irp->CancelIrql);
    forget(irp);
    irp->IoStatus.Status = STATUS_CANCELLED;
    irp->IoStatus.Information = 0;
    io_complete(irp);
}

void fs_keep(PIRP irp, void (*cancelled)(PIRP irp))
{
    irp->Tail.Overlay.DriverContext[KEPT_CANCELLED] = (PVOID)cancelled;
    IoMarkIrpPending(irp);
    IoSetCancelRoutine(irp, cancel);
    if (irp->Cancel && fs_complete_kept(irp, STATUS_CANCELLED, 0)) cancelled(irp);
}

bool fs_complete_kept(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
    if (IoSetCancelRoutine(irp, NULL) == NULL) return false;
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = information;
    irp->Tail.Overlay.DriverContext[KEPT_NEXT] = NULL;
    if (ready == NULL) ready_end = &ready;
    *ready_end = irp;
    ready_end = (PIRP *)&irp->Tail.Overlay.DriverContext[KEPT_NEXT];
    return true;
}

static void complete_ready(void)
{
    while (ready != NULL) {
        PIRP irp = ready;

        ready = irp->Tail.Overlay.DriverContext[KEPT_NEXT];
        if (IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_DIRECTORY_CONTROL) {
            fs_forget_notify(irp);
        }
        io_complete(irp);
    }
}

// --- Requests ------------------------------------------------------------------------------------

static NTSTATUS not_supported(fs_request *request) { return STATUS_INVALID_DEVICE_REQUEST; }

static NTSTATUS (*const handlers[IRP_MJ_MAXIMUM_FUNCTION + 1])(fs_request *) = {
    [IRP_MJ_CREATE] = fs_create,
    [IRP_MJ_CLOSE] = fs_close,
    [IRP_MJ_READ] = fs_read,
    [IRP_MJ_WRITE] = fs_write,
    [IRP_MJ_QUERY_INFORMATION] = fs_query_information,
    [IRP_MJ_SET_INFORMATION] = fs_set_information,
    [IRP_MJ_QUERY_EA] = fs_query_ea,
    [IRP_MJ_SET_EA] = fs_set_ea,
    [IRP_MJ_FLUSH_BUFFERS] = fs_flush,
    [IRP_MJ_QUERY_VOLUME_INFORMATION] = fs_query_volume,
    [IRP_MJ_SET_VOLUME_INFORMATION] = fs_set_volume,
    [IRP_MJ_DIRECTORY_CONTROL] = fs_directory_control,
    [IRP_MJ_FILE_SYSTEM_CONTROL] = fs_file_system_control,
    [IRP_MJ_DEVICE_CONTROL] = fs_device_control,
    [IRP_MJ_SHUTDOWN] = fs_shutdown,
    [IRP_MJ_LOCK_CONTROL] = fs_lock_control,
    [IRP_MJ_CLEANUP] = fs_cleanup,
    [IRP_MJ_QUERY_SECURITY] = fs_query_security,
    [IRP_MJ_SET_SECURITY] = fs_set_security,
    [IRP_MJ_PNP] = fs_pnp,
};

NTSTATUS fs_verify(const fs_request *request)
{
    if (request->vcb->removed) return STATUS_DEVICE_REMOVED;
    return request->vcb->dismounted ? STATUS_VOLUME_DISMOUNTED : STATUS_SUCCESS;
}

static void find_subject(fs_request *request, PDEVICE_OBJECT device, PIRP irp)
{
    PFILE_OBJECT file_object;

    request->irp = irp;
    request->stack = IoGetCurrentIrpStackLocation(irp);
    request->vcb = fs_vcb_of_device(device);
    file_object = request->file_object = request->stack->FileObject;
    irp->IoStatus.Information = 0;
    if (file_object == NULL || request->stack->MajorFunction == IRP_MJ_CREATE
        || file_object->FsContext == NULL || file_object->FsContext2 == NULL) {
        return;
    }
    request->fcb = fs_fcb_of(file_object);
    request->ccb = fs_ccb_of(file_object);
    request->stream = request->fcb->stream;
    request->file = request->stream == NULL ? NULL : request->stream->file;
}

// Requests to a control device: it can be opened and closed, and it mounts.
static NTSTATUS control(fs_request *request)
{
    switch (request->stack->MajorFunction) {
    case IRP_MJ_CREATE:
        request->irp->IoStatus.Information = FILE_OPENED;
        return STATUS_SUCCESS;
    case IRP_MJ_CLEANUP:
    case IRP_MJ_CLOSE:
    case IRP_MJ_SHUTDOWN:
        return STATUS_SUCCESS;
    case IRP_MJ_FILE_SYSTEM_CONTROL:
        if (request->stack->MinorFunction == IRP_MN_MOUNT_VOLUME) return fs_mount(request);
        return STATUS_INVALID_DEVICE_REQUEST;
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}

// What was done is done: now the completions that follow from it, then what they may have ended.
static void after(fs_vcb *vcb)
{
    complete_ready();
    if (vcb == NULL) return;
    race_acquire(vcb);
    vcb->requests--;
    fs_release_vcb(vcb);
}

// A create whose scenario wants it late: in another thread at PASSIVE_LEVEL, completed there,
// perhaps at DISPATCH_LEVEL.
static void create_late(PIRP irp, void *context)
{
    fs_vcb *vcb = context;
    fs_request request = {0};
    bool at_dispatch = vcb->volume->behaviour.create_at_dispatch;
    KIRQL irql = 0;

    race_order(vcb);
    find_subject(&request, vcb->device, irp);
    irp->IoStatus.Status = fs_create(&request);
    if (at_dispatch) irql = ke_irql_raise(DISPATCH_LEVEL);
    io_complete(irp);
    if (at_dispatch) ke_irql_lower(irql);
    after(vcb);
}

// A file system has a lock of the whole volume's: all but reads and writes come one after the other.
static void order(fs_vcb *vcb, UCHAR major)
{
    if (major != IRP_MJ_READ && major != IRP_MJ_WRITE) race_order(vcb);
}

NTSTATUS fs_dispatch(PDEVICE_OBJECT device, PIRP irp)
{
    fs_request request = {0};
    NTSTATUS (*handler)(fs_request *);
    fs_vcb *vcb;
    NTSTATUS status;

    find_subject(&request, device, irp);
    vcb = request.vcb;
    if (vcb == NULL) {
        status = control(&request);
        return io_finish(irp, status, irp->IoStatus.Information);
    }
    vcb->requests++;
    if (request.stack->MajorFunction == IRP_MJ_CREATE && vcb->volume->behaviour.create_pends) {
        return io_pend(irp, PASSIVE_LEVEL, create_late, vcb);
    }
    order(vcb, request.stack->MajorFunction);
    handler = handlers[request.stack->MajorFunction];
    if (handler == NULL) handler = not_supported;
    status = handler(&request);
    if (status != STATUS_PENDING && !request.passed_down) {
        status = io_finish(irp, status, irp->IoStatus.Information);
    }
    after(vcb);
    return status;
}

void fs_set_table(PDRIVER_OBJECT driver)
{
    for (int i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        if (handlers[i] != NULL) driver->MajorFunction[i] = fs_dispatch;
    }
}
