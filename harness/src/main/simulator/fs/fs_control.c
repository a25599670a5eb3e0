// IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MJ_DEVICE_CONTROL, IRP_MJ_PNP, IRP_MJ_SHUTDOWN.
#include "fs_internal.h"

// --- Volumes -------------------------------------------------------------------------------------

// Only a handle to the volume can lock or dismount it, and only if nobody else has anything open
// (Win32 FSCTL_LOCK_VOLUME). No page gives the statuses of locking and unlocking.
static NTSTATUS lock_volume(fs_request *request)
{
    fs_vcb *vcb = request->vcb;

    if (request->stream != NULL) return STATUS_INVALID_PARAMETER;
    if (vcb->locked_by != NULL) return STATUS_ACCESS_DENIED;
    fs_purge(vcb->volume);
    if (vcb->locked_by != NULL || vcb->files - vcb->own_files > 1) return STATUS_ACCESS_DENIED;
    vcb->locked_by = request->file_object;
    return STATUS_SUCCESS;
}

static NTSTATUS unlock_volume(fs_request *request)
{
    if (request->stream != NULL) return STATUS_INVALID_PARAMETER;
    if (request->vcb->locked_by != request->file_object) return STATUS_NOT_LOCKED;
    request->vcb->locked_by = NULL;
    return STATUS_SUCCESS;
}

// ifs/fsctl-dismount-volume: not if another handle has locked the volume, not with a paging file. The
// page gives no statuses.
static NTSTATUS dismount_volume(fs_request *request)
{
    fs_vcb *vcb = request->vcb;

    if (request->stream != NULL || vcb->vpb == NULL) return STATUS_INVALID_PARAMETER;
    if (vcb->locked_by != NULL && vcb->locked_by != request->file_object) {
        return STATUS_ACCESS_DENIED;
    }
    for (const fs_fcb *fcb = vcb->fcbs; fcb != NULL; fcb = fcb->next_of_vcb) {
        if (fcb->paging_file && fcb->opens > 0) return STATUS_ACCESS_DENIED;
    }
    fs_dismount(vcb);
    return STATUS_SUCCESS;
}

// --- Reparse points ------------------------------------------------------------------------------

// [MS-FSA] 2.1.5.10.37: the tags that are not Microsoft's have a GUID in front of their data.
static ULONG reparse_header(const REPARSE_DATA_BUFFER *data)
{
    return IsReparseTagMicrosoft(data->ReparseTag) ? REPARSE_DATA_BUFFER_HEADER_SIZE
                                                   : REPARSE_GUID_DATA_BUFFER_HEADER_SIZE;
}

// ifs/fsctl-set-reparse-point, ifs/fsctl-delete-reparse-point: what is changed must be the same.
static NTSTATUS check_same_reparse(const fs_file *file, const REPARSE_DATA_BUFFER *data)
{
    const REPARSE_DATA_BUFFER *old = (const REPARSE_DATA_BUFFER *)file->reparse;

    if (old->ReparseTag != data->ReparseTag) return STATUS_IO_REPARSE_TAG_MISMATCH;
    if (!IsReparseTagMicrosoft(data->ReparseTag)
        && memcmp(&((const REPARSE_GUID_DATA_BUFFER *)old)->ReparseGuid,
                  &((const REPARSE_GUID_DATA_BUFFER *)data)->ReparseGuid, sizeof(GUID)) != 0) {
        return STATUS_REPARSE_ATTRIBUTE_CONFLICT;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS set_reparse_point(fs_request *request, const REPARSE_DATA_BUFFER *data,
                                  ULONG length)
{
    fs_file *file = request->file;

    if (length < REPARSE_DATA_BUFFER_HEADER_SIZE || length > MAXIMUM_REPARSE_DATA_BUFFER_SIZE
        || data->ReparseDataLength + reparse_header(data) != length) {
        return STATUS_IO_REPARSE_DATA_INVALID;
    }
    if (data->ReparseTag <= 1) return STATUS_IO_REPARSE_TAG_INVALID; // the reserved ones
    if (fs_file_is_directory(file) && file->children != NULL) return STATUS_DIRECTORY_NOT_EMPTY;
    if (file->reparse != NULL) {
        NTSTATUS status = check_same_reparse(file, data);

        if (!NT_SUCCESS(status)) return status;
    }
    sim_free(file->reparse);
    file->reparse = sim_alloc(length);
    file->reparse_length = (uint16_t)length;
    memcpy(file->reparse, data, length);
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_ATTRIBUTES);
    return STATUS_SUCCESS;
}

static NTSTATUS get_reparse_point(fs_request *request, void *buffer, ULONG length)
{
    const fs_file *file = request->file;

    if (file->reparse == NULL) return STATUS_NOT_A_REPARSE_POINT;
    if (length < reparse_header((const REPARSE_DATA_BUFFER *)file->reparse)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    if (length > file->reparse_length) length = file->reparse_length;
    memcpy(buffer, file->reparse, length);
    request->irp->IoStatus.Information = length;
    return length < file->reparse_length ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

static NTSTATUS delete_reparse_point(fs_request *request, const REPARSE_DATA_BUFFER *data,
                                     ULONG length)
{
    fs_file *file = request->file;
    NTSTATUS status;

    if (file->reparse == NULL) return STATUS_NOT_A_REPARSE_POINT;
    if (length < REPARSE_DATA_BUFFER_HEADER_SIZE || length < reparse_header(data)
        || data->ReparseDataLength != 0) {
        return STATUS_IO_REPARSE_DATA_INVALID;
    }
    status = check_same_reparse(file, data);
    if (!NT_SUCCESS(status)) return status;
    sim_free(file->reparse);
    file->reparse = NULL;
    file->reparse_length = 0;
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_ATTRIBUTES);
    return STATUS_SUCCESS;
}

// -------------------------------------------------------------------------------------------------

static NTSTATUS file_request(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    void *buffer = request->irp->AssociatedIrp.SystemBuffer;
    ULONG input = stack->Parameters.FileSystemControl.InputBufferLength;
    ULONG output = stack->Parameters.FileSystemControl.OutputBufferLength;

    if (!fs_can(request->vcb->volume)->reparse_points) return STATUS_INVALID_DEVICE_REQUEST;
    switch (stack->Parameters.FileSystemControl.FsControlCode) {
    case FSCTL_SET_REPARSE_POINT:
        return set_reparse_point(request, buffer, input);
    case FSCTL_GET_REPARSE_POINT:
        return get_reparse_point(request, buffer, output);
    case FSCTL_DELETE_REPARSE_POINT:
        return delete_reparse_point(request, buffer, input);
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}

NTSTATUS fs_file_system_control(fs_request *request)
{
    ULONG code = request->stack->Parameters.FileSystemControl.FsControlCode;
    NTSTATUS status;

    if (request->stack->MinorFunction != IRP_MN_USER_FS_REQUEST
        && request->stack->MinorFunction != IRP_MN_KERNEL_CALL) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }
    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    status = fs_verify(request);
    if (!NT_SUCCESS(status)) return status;
    switch (code) {
    case FSCTL_LOCK_VOLUME:
        return lock_volume(request);
    case FSCTL_UNLOCK_VOLUME:
        return unlock_volume(request);
    case FSCTL_DISMOUNT_VOLUME:
        return dismount_volume(request);
    case FSCTL_IS_VOLUME_MOUNTED:
        return STATUS_SUCCESS;
    default:
        return request->file == NULL ? STATUS_INVALID_DEVICE_REQUEST : file_request(request);
    }
}

static NTSTATUS pass_down(fs_request *request)
{
    io_disk *disk = request->vcb->volume->disk;

    if (disk == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    request->passed_down = true;
    IoSkipCurrentIrpStackLocation(request->irp);
    return io_call(disk->device, request->irp);
}

// Only a handle to the volume reaches the disk.
NTSTATUS fs_device_control(fs_request *request)
{
    NTSTATUS status;

    if (request->fcb == NULL || request->stream != NULL) return STATUS_INVALID_PARAMETER;
    status = fs_verify(request);
    return NT_SUCCESS(status) ? pass_down(request) : status;
}

// ifs/irp-mj-pnp: what concerns the volume itself, the rest is the disk's.
NTSTATUS fs_pnp(fs_request *request)
{
    fs_vcb *vcb = request->vcb;

    switch (request->stack->MinorFunction) {
    case IRP_MN_SURPRISE_REMOVAL:
        vcb->removed = true;
        fs_dismount(vcb);
        break;
    case IRP_MN_REMOVE_DEVICE:
        fs_dismount(vcb);
        break;
    case IRP_MN_QUERY_REMOVE_DEVICE:
        if (vcb->files > 0) return STATUS_UNSUCCESSFUL;
        break;
    default:
        break;
    }
    return pass_down(request);
}

NTSTATUS fs_shutdown(fs_request *request)
{
    return STATUS_SUCCESS; // there is nothing that is not on the disk yet
}
