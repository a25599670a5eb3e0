// FLT_PARAMETERS and IRPs: each major function's parameters lie elsewhere in the IRP than here.
#include <string.h>

#include "flt_internal.h"

// The first members of both are the same: this many bytes.
static const uint8_t common[FLT_MAJORS] = {
    [IRP_MJ_CREATE] = 32,
    [IRP_MJ_CREATE_NAMED_PIPE] = 32,
    [IRP_MJ_CREATE_MAILSLOT] = 32,
    [IRP_MJ_READ] = 24,
    [IRP_MJ_WRITE] = 24,
    [IRP_MJ_QUERY_INFORMATION] = 16,
    [IRP_MJ_SET_INFORMATION] = 32,
    [IRP_MJ_QUERY_EA] = 32,
    [IRP_MJ_SET_EA] = 8,
    [IRP_MJ_QUERY_VOLUME_INFORMATION] = 16,
    [IRP_MJ_SET_VOLUME_INFORMATION] = 16,
    [IRP_MJ_DIRECTORY_CONTROL] = 32,
    [IRP_MJ_FILE_SYSTEM_CONTROL] = 24,
    [IRP_MJ_DEVICE_CONTROL] = 24,
    [IRP_MJ_INTERNAL_DEVICE_CONTROL] = 24,
    [IRP_MJ_LOCK_CONTROL] = 24,
    [IRP_MJ_QUERY_SECURITY] = 16,
    [IRP_MJ_SET_SECURITY] = 16,
    [IRP_MJ_QUERY_QUOTA] = 32,
    [IRP_MJ_SET_QUOTA] = 8,
    [IRP_MJ_PNP] = 32,
};

// Where the caller's buffer is: copied by the I/O manager, or the user's own.
static PVOID buffer_of(PIRP irp) {
    return irp->AssociatedIrp.SystemBuffer != NULL ? irp->AssociatedIrp.SystemBuffer
                                                   : irp->UserBuffer;
}

static void put_buffer(PIRP irp, PVOID buffer) {
    if (irp->AssociatedIrp.SystemBuffer != NULL) irp->AssociatedIrp.SystemBuffer = buffer;
    else irp->UserBuffer = buffer;
}

static bool is_mount(UCHAR minor) {
    return minor == IRP_MN_MOUNT_VOLUME || minor == IRP_MN_VERIFY_VOLUME;
}

// The buffers of a control code depend on its method.
static void control_from_irp(FLT_PARAMETERS *to, PIRP irp, PIO_STACK_LOCATION stack) {
    PVOID input = stack->Parameters.DeviceIoControl.Type3InputBuffer;
    switch (to->FileSystemControl.Common.FsControlCode & 3) {
    case METHOD_BUFFERED:
        to->FileSystemControl.Buffered.SystemBuffer = irp->AssociatedIrp.SystemBuffer;
        break;
    case METHOD_NEITHER:
        to->FileSystemControl.Neither.InputBuffer = input;
        to->FileSystemControl.Neither.OutputBuffer = irp->UserBuffer;
        to->FileSystemControl.Neither.OutputMdlAddress = irp->MdlAddress;
        break;
    default:
        to->FileSystemControl.Direct.InputSystemBuffer = irp->AssociatedIrp.SystemBuffer;
        to->FileSystemControl.Direct.OutputBuffer = irp->UserBuffer;
        to->FileSystemControl.Direct.OutputMdlAddress = irp->MdlAddress;
        break;
    }
}

static void control_to_irp(const FLT_PARAMETERS *from, PIRP irp, PIO_STACK_LOCATION stack) {
    switch (from->FileSystemControl.Common.FsControlCode & 3) {
    case METHOD_BUFFERED:
        irp->AssociatedIrp.SystemBuffer = from->FileSystemControl.Buffered.SystemBuffer;
        break;
    case METHOD_NEITHER:
        stack->Parameters.DeviceIoControl.Type3InputBuffer =
            from->FileSystemControl.Neither.InputBuffer;
        irp->UserBuffer = from->FileSystemControl.Neither.OutputBuffer;
        irp->MdlAddress = from->FileSystemControl.Neither.OutputMdlAddress;
        break;
    default:
        irp->AssociatedIrp.SystemBuffer = from->FileSystemControl.Direct.InputSystemBuffer;
        irp->UserBuffer = from->FileSystemControl.Direct.OutputBuffer;
        irp->MdlAddress = from->FileSystemControl.Direct.OutputMdlAddress;
        break;
    }
}

static void special_from_irp(flt_operation *operation, PIRP irp, PIO_STACK_LOCATION stack) {
    FLT_PARAMETERS *to = &operation->data->Iopb->Parameters;
    switch (stack->MajorFunction) {
    case IRP_MJ_CREATE:
        to->Create.EaBuffer = irp->AssociatedIrp.SystemBuffer;
        to->Create.AllocationSize = irp->Overlay.AllocationSize;
        break;
    case IRP_MJ_READ:
        to->Read.ReadBuffer = buffer_of(irp);
        to->Read.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_WRITE:
        to->Write.WriteBuffer = buffer_of(irp);
        to->Write.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_QUERY_INFORMATION: to->QueryFileInformation.InfoBuffer = buffer_of(irp); break;
    case IRP_MJ_SET_INFORMATION: to->SetFileInformation.InfoBuffer = buffer_of(irp); break;
    case IRP_MJ_QUERY_EA:
        to->QueryEa.EaBuffer = buffer_of(irp);
        to->QueryEa.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_SET_EA:
        to->SetEa.EaBuffer = buffer_of(irp);
        to->SetEa.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_QUERY_VOLUME_INFORMATION:
        to->QueryVolumeInformation.VolumeBuffer = buffer_of(irp);
        break;
    case IRP_MJ_SET_VOLUME_INFORMATION:
        to->SetVolumeInformation.VolumeBuffer = buffer_of(irp);
        break;
    case IRP_MJ_DIRECTORY_CONTROL:
        to->DirectoryControl.QueryDirectory.DirectoryBuffer = buffer_of(irp);
        to->DirectoryControl.QueryDirectory.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_FILE_SYSTEM_CONTROL:
        if (!is_mount(stack->MinorFunction)) control_from_irp(to, irp, stack);
        break;
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: control_from_irp(to, irp, stack); break;
    case IRP_MJ_LOCK_CONTROL:
        to->LockControl.ProcessId = IoThreadToProcess(irp->Tail.Overlay.Thread);
        to->LockControl.FailImmediately = (stack->Flags & SL_FAIL_IMMEDIATELY) != 0;
        to->LockControl.ExclusiveLock = (stack->Flags & SL_EXCLUSIVE_LOCK) != 0;
        break;
    case IRP_MJ_QUERY_SECURITY:
        to->QuerySecurity.SecurityBuffer = buffer_of(irp);
        to->QuerySecurity.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_QUERY_QUOTA:
        to->QueryQuota.QuotaBuffer = buffer_of(irp);
        to->QueryQuota.MdlAddress = irp->MdlAddress;
        break;
    case IRP_MJ_SET_QUOTA:
        to->SetQuota.QuotaBuffer = buffer_of(irp);
        to->SetQuota.MdlAddress = irp->MdlAddress;
        break;
    default: break;
    }
}

static void special_to_irp(const FLT_PARAMETERS *from, PIRP irp, PIO_STACK_LOCATION stack) {
    switch (stack->MajorFunction) {
    case IRP_MJ_CREATE:
        irp->AssociatedIrp.SystemBuffer = from->Create.EaBuffer;
        irp->Overlay.AllocationSize = from->Create.AllocationSize;
        break;
    case IRP_MJ_READ:
        put_buffer(irp, from->Read.ReadBuffer);
        irp->MdlAddress = from->Read.MdlAddress;
        break;
    case IRP_MJ_WRITE:
        put_buffer(irp, from->Write.WriteBuffer);
        irp->MdlAddress = from->Write.MdlAddress;
        break;
    case IRP_MJ_QUERY_INFORMATION: put_buffer(irp, from->QueryFileInformation.InfoBuffer); break;
    case IRP_MJ_SET_INFORMATION: put_buffer(irp, from->SetFileInformation.InfoBuffer); break;
    case IRP_MJ_QUERY_EA:
        put_buffer(irp, from->QueryEa.EaBuffer);
        irp->MdlAddress = from->QueryEa.MdlAddress;
        break;
    case IRP_MJ_SET_EA:
        put_buffer(irp, from->SetEa.EaBuffer);
        irp->MdlAddress = from->SetEa.MdlAddress;
        break;
    case IRP_MJ_QUERY_VOLUME_INFORMATION:
        put_buffer(irp, from->QueryVolumeInformation.VolumeBuffer);
        break;
    case IRP_MJ_SET_VOLUME_INFORMATION:
        put_buffer(irp, from->SetVolumeInformation.VolumeBuffer);
        break;
    case IRP_MJ_DIRECTORY_CONTROL:
        put_buffer(irp, from->DirectoryControl.QueryDirectory.DirectoryBuffer);
        irp->MdlAddress = from->DirectoryControl.QueryDirectory.MdlAddress;
        break;
    case IRP_MJ_FILE_SYSTEM_CONTROL:
        if (!is_mount(stack->MinorFunction)) control_to_irp(from, irp, stack);
        break;
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL: control_to_irp(from, irp, stack); break;
    case IRP_MJ_LOCK_CONTROL:
        stack->Flags &= (UCHAR) ~(SL_FAIL_IMMEDIATELY | SL_EXCLUSIVE_LOCK);
        if (from->LockControl.FailImmediately) stack->Flags |= SL_FAIL_IMMEDIATELY;
        if (from->LockControl.ExclusiveLock) stack->Flags |= SL_EXCLUSIVE_LOCK;
        break;
    case IRP_MJ_QUERY_SECURITY:
        put_buffer(irp, from->QuerySecurity.SecurityBuffer);
        irp->MdlAddress = from->QuerySecurity.MdlAddress;
        break;
    case IRP_MJ_QUERY_QUOTA: put_buffer(irp, from->QueryQuota.QuotaBuffer); break;
    case IRP_MJ_SET_QUOTA: put_buffer(irp, from->SetQuota.QuotaBuffer); break;
    default: break;
    }
}

void flt_parameters_from_irp(flt_operation *operation) {
    PIRP irp = operation->irp;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    PFLT_IO_PARAMETER_BLOCK iopb = operation->data->Iopb;
    iopb->IrpFlags = irp->Flags;
    iopb->MajorFunction = stack->MajorFunction;
    iopb->MinorFunction = stack->MinorFunction;
    iopb->OperationFlags = stack->Flags;
    operation->data->RequestorMode = irp->RequestorMode;
    if (irp->Tail.Overlay.Thread != NULL) {
        FLT_SET_CONST(operation->data->Thread, irp->Tail.Overlay.Thread);
    }
    memcpy(&iopb->Parameters, &stack->Parameters, common[operation->major]);
    special_from_irp(operation, irp, stack);
}

void flt_parameters_to_irp(flt_operation *operation, PIRP irp, PIO_STACK_LOCATION stack) {
    const FLT_IO_PARAMETER_BLOCK *iopb = operation->data->Iopb;
    irp->Flags = iopb->IrpFlags;
    stack->MinorFunction = iopb->MinorFunction;
    stack->Flags = iopb->OperationFlags;
    stack->FileObject = iopb->TargetFileObject;
    memcpy(&stack->Parameters, &iopb->Parameters, common[operation->major]);
    special_to_irp(&iopb->Parameters, irp, stack);
}
