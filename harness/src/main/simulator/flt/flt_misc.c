// What minifilters do now and then: locked buffers, reparse tags, the system's folder on a volume.
#include <string.h>

#include "flt_own.h"

// --- Locked buffers ------------------------------------------------------------------------------

static bool has_mdl(const FLT_CALLBACK_DATA *data) {
    switch (data->Iopb->MajorFunction) {
    case IRP_MJ_READ:
    case IRP_MJ_WRITE:
        return (data->Iopb->MinorFunction & IRP_MN_MDL) == 0;
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL:
    case IRP_MJ_FILE_SYSTEM_CONTROL:
    case IRP_MJ_DIRECTORY_CONTROL:
    case IRP_MJ_QUERY_EA:
    case IRP_MJ_SET_EA:
    case IRP_MJ_QUERY_QUOTA:
    case IRP_MJ_SET_QUOTA:
    case IRP_MJ_QUERY_SECURITY:
        return true;
    default:
        return false;
    }
}

// fltkernel/nf-fltkernel-fltlockuserbuffer
NTSTATUS FLTAPI FltLockUserBuffer(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltLockUserBuffer);
    SIM_FAULT(FltLockUserBuffer);
    flt_operation *operation = flt_operation_of(CallbackData);
    PMDL *mdl = NULL;
    PVOID *buffer = NULL;
    PULONG length = NULL;
    NTSTATUS status = FltDecodeParameters(CallbackData, &mdl, &buffer, &length, NULL);
    if (!NT_SUCCESS(status) || !has_mdl(CallbackData) || mdl == NULL || length == NULL) {
        return STATUS_INVALID_PARAMETER;
    }
    if (*mdl != NULL) return STATUS_SUCCESS;
    *mdl = mm_mdl_create(*buffer, *length);
    if (operation->irp != NULL) operation->irp->MdlAddress = *mdl;
    if ((CallbackData->Flags & FLTFL_CALLBACK_DATA_POST_OPERATION) == 0) {
        CallbackData->Flags |= FLTFL_CALLBACK_DATA_DIRTY;
    }
    return STATUS_SUCCESS;
}

// --- Reparse tags --------------------------------------------------------------------------------

// Microsoft's tags have no GUID in their buffer.
static NTSTATUS control_tag(PFLT_INSTANCE instance, PFILE_OBJECT file, ULONG code, ULONG tag,
                            const GUID *guid, const void *data, USHORT length) {
    bool microsoft = IsReparseTagMicrosoft(tag);
    if (!microsoft && guid == NULL) return STATUS_INVALID_PARAMETER;
    flt_own_io io = flt_own_begin(instance, file);
    ULONG head = microsoft ? (ULONG)REPARSE_DATA_BUFFER_HEADER_SIZE
                           : (ULONG)REPARSE_GUID_DATA_BUFFER_HEADER_SIZE;
    REPARSE_GUID_DATA_BUFFER *buffer = sim_alloc(sizeof *buffer + length);
    buffer->ReparseTag = tag;
    buffer->ReparseDataLength = length;
    if (!microsoft) buffer->ReparseGuid = *guid;
    if (length > 0) memcpy((uint8_t *)buffer + head, data, length);
    NTSTATUS status =
        io_fs_control(file, io.device, code, buffer, head + length, NULL, 0, NULL);
    sim_free(buffer);
    flt_own_end(&io);
    return status;
}

// fltkernel/nf-fltkernel-flttagfile
NTSTATUS FLTAPI FltTagFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject,
                           ULONG FileTag, GUID *Guid, PVOID DataBuffer, USHORT DataBufferLength) {
    SIM_CALL(FltTagFile);
    return control_tag(InitiatingInstance, FileObject, FSCTL_SET_REPARSE_POINT, FileTag, Guid,
                       DataBuffer, DataBufferLength);
}

// fltkernel/nf-fltkernel-fltuntagfile
NTSTATUS FLTAPI FltUntagFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject,
                             ULONG FileTag, GUID *Guid) {
    SIM_CALL(FltUntagFile);
    return control_tag(InitiatingInstance, FileObject, FSCTL_DELETE_REPARSE_POINT, FileTag, Guid,
                       NULL, 0);
}

// --- The system's folder -------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltcreatesystemvolumeinformationfolder
NTSTATUS FLTAPI FltCreateSystemVolumeInformationFolder(PFLT_INSTANCE Instance) {
    SIM_CALL(FltCreateSystemVolumeInformationFolder);
    SIM_FAULT(FltCreateSystemVolumeInformationFolder);
    flt_own_io io = flt_own_begin(Instance, NULL);
    static const WCHAR name[] = L"\\System Volume Information";
    UNICODE_STRING path = {sizeof name - sizeof(WCHAR), sizeof name, (PWCH)(uintptr_t)name};
    io_open_request request = {.device = Instance->volume->disk,
                               .start = io.device,
                               .path = path,
                               .access = FILE_READ_ATTRIBUTES | SYNCHRONIZE,
                               .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                               .disposition = FILE_OPEN_IF,
                               .options = FILE_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT,
                               .attributes = FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM,
                               .flags = IO_KERNEL_MODE};
    if (request.device == NULL) request.device = Instance->volume->file_system;
    PFILE_OBJECT folder;
    NTSTATUS status = io_open(&request, &folder, NULL);
    if (NT_SUCCESS(status)) io_cleanup(folder);
    flt_own_end(&io);
    return status;
}
