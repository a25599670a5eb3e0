// Queries and changes of what is known of a file, a volume, its security and its attributes.
#include <string.h>

#include "request.h"

static void give_length(uint32_t *returned, const io_request *request) {
    if (returned != NULL) *returned = (uint32_t)request->result.Information;
}

NTSTATUS io_query_information(PFILE_OBJECT file, PDEVICE_OBJECT start,
                              FILE_INFORMATION_CLASS class_, void *buffer, uint32_t length,
                              io_flags flags, uint32_t *returned) {
    bool synchronous = (file->Flags & FO_SYNCHRONOUS_IO) != 0;
    bool fast = (flags & IO_FAST_IO) != 0 ||
                ((flags & (IO_NO_FAST_IO | IO_PEND)) == 0 && synchronous);
    IO_STATUS_BLOCK result;
    if (fast) {
        io_lock_file(file);
        bool done = io_fast_query(file, start, class_, buffer, length, &result);
        io_unlock_file(file);
        if (done) {
            if (returned != NULL) *returned = (uint32_t)result.Information;
            return result.Status;
        }
    }
    io_request request;
    io_begin(&request, file, start, IRP_MJ_QUERY_INFORMATION, flags);
    io_system_buffer(&request, NULL, 0, buffer, length);
    request.stack->Parameters.QueryFile.Length = length;
    request.stack->Parameters.QueryFile.FileInformationClass = class_;
    NTSTATUS status = io_end(&request);
    give_length(returned, &request);
    return status;
}

static NTSTATUS set_information(PFILE_OBJECT file, PDEVICE_OBJECT start,
                                FILE_INFORMATION_CLASS class_, const void *buffer, uint32_t length,
                                PFILE_OBJECT target, bool replace, io_flags flags) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_SET_INFORMATION, flags);
    io_system_buffer(&request, buffer, length, NULL, 0);
    request.stack->Parameters.SetFile.Length = length;
    request.stack->Parameters.SetFile.FileInformationClass = class_;
    request.stack->Parameters.SetFile.FileObject = target;
    request.stack->Parameters.SetFile.ReplaceIfExists = replace;
    return io_end(&request);
}

// --- Rename and link -----------------------------------------------------------------------------

static bool names_a_target(FILE_INFORMATION_CLASS class_) {
    switch ((int)class_) {
    case FileRenameInformation:
    case FileRenameInformationEx:
    case FileRenameInformationBypassAccessCheck:
    case FileRenameInformationExBypassAccessCheck:
    case FileLinkInformation:
    case FileLinkInformationEx:
    case FileLinkInformationBypassAccessCheck:
    case FileLinkInformationExBypassAccessCheck: return true;
    default: return false;
    }
}

static bool has_flags(FILE_INFORMATION_CLASS class_) {
    return class_ == FileRenameInformationEx || class_ == FileLinkInformationEx ||
           class_ == FileRenameInformationExBypassAccessCheck ||
           class_ == FileLinkInformationExBypassAccessCheck;
}

// The directory that the new name lies in, opened as the I/O manager does: below which the target
// is found.
static NTSTATUS open_target(PFILE_OBJECT file, PDEVICE_OBJECT start,
                            const FILE_RENAME_INFORMATION *information, io_flags flags,
                            PFILE_OBJECT *target) {
    USHORT length = (USHORT)information->FileNameLength;
    UNICODE_STRING name = {length, length, (WCHAR *)(uintptr_t)information->FileName};
    *target = NULL;
    if (length == 0) return STATUS_INVALID_PARAMETER;
    if (name.Buffer[0] != L'\\' && information->RootDirectory == NULL) return STATUS_SUCCESS;

    io_open_request request = {
        .start = start != NULL ? start : io_start_of(file),
        .path = name,
        .access = FILE_WRITE_DATA | SYNCHRONIZE,
        .share = FILE_SHARE_READ | FILE_SHARE_WRITE,
        .disposition = FILE_OPEN,
        .options = FILE_OPEN_FOR_BACKUP_INTENT,
        .flags = IO_TARGET_DIRECTORY | (flags & IO_KERNEL_MODE),
        .transaction = io_transaction_of_file(file),
    };
    if (information->RootDirectory != NULL) {
        request.related = ob_from_handle(information->RootDirectory);
        if (request.related == NULL) return STATUS_INVALID_HANDLE;
    } else {
        UNICODE_STRING rest;
        PDEVICE_OBJECT device;
        if (!NT_SUCCESS(io_parse_path(&name, &device, &rest))) {
            request.device = file->DeviceObject; // a path within the volume
        } else if (device != file->DeviceObject) {
            return STATUS_NOT_SAME_DEVICE;
        }
    }
    return io_open(&request, target, NULL);
}

NTSTATUS io_set_information(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                            const void *buffer, uint32_t length, io_flags flags) {
    if (!names_a_target(class_)) {
        return set_information(file, start, class_, buffer, length, NULL, false, flags);
    }
    const FILE_RENAME_INFORMATION *information = buffer;
    bool replace = has_flags(class_) ? (information->Flags & FILE_RENAME_REPLACE_IF_EXISTS) != 0
                                     : information->ReplaceIfExists != 0;
    PFILE_OBJECT target;
    NTSTATUS status = open_target(file, start, information, flags, &target);
    if (!NT_SUCCESS(status)) return status;
    status = set_information(file, start, class_, buffer, length, target, replace, flags);
    if (target != NULL) io_cleanup(target);
    return status;
}

static NTSTATUS set_name(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                         const UNICODE_STRING *to, bool replace, io_flags flags) {
    // What a caller in user mode gives has been made a full name: "C:\new" is "\??\C:\new".
    bool drive = to->Length > 2 * sizeof(WCHAR) && to->Buffer[1] == L':';
    uint32_t name_length = to->Length + (drive ? 4u * (uint32_t)sizeof(WCHAR) : 0);
    uint32_t length = (uint32_t)offsetof(FILE_RENAME_INFORMATION, FileName) + name_length;
    if (length < sizeof(FILE_RENAME_INFORMATION)) length = sizeof(FILE_RENAME_INFORMATION);
    FILE_RENAME_INFORMATION *information = sim_alloc(length);
    uint8_t *name = (uint8_t *)information->FileName;
    information->ReplaceIfExists = replace;
    information->FileNameLength = name_length;
    if (drive) memcpy(name, L"\\??\\", 4 * sizeof(WCHAR));
    memcpy(name + (name_length - to->Length), to->Buffer, to->Length);
    NTSTATUS status = io_set_information(file, start, class_, information, length, flags);
    sim_free(information);
    return status;
}

NTSTATUS io_rename(PFILE_OBJECT file, PDEVICE_OBJECT start, const UNICODE_STRING *to,
                   bool replace_if_exists, io_flags flags) {
    return set_name(file, start, FileRenameInformation, to, replace_if_exists, flags);
}

NTSTATUS io_hard_link(PFILE_OBJECT file, PDEVICE_OBJECT start, const UNICODE_STRING *to,
                      bool replace_if_exists, io_flags flags) {
    return set_name(file, start, FileLinkInformation, to, replace_if_exists, flags);
}

NTSTATUS io_set_disposition(PFILE_OBJECT file, PDEVICE_OBJECT start, bool delete_file) {
    FILE_DISPOSITION_INFORMATION information = {.DeleteFile = delete_file};
    return io_set_information(file, start, FileDispositionInformation, &information,
                              sizeof information, IO_DEFAULT);
}

NTSTATUS io_set_disposition_ex(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG flags) {
    FILE_DISPOSITION_INFORMATION_EX information = {.Flags = flags};
    return io_set_information(file, start, FileDispositionInformationEx, &information,
                              sizeof information, IO_DEFAULT);
}

NTSTATUS io_set_end_of_file(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t size) {
    FILE_END_OF_FILE_INFORMATION information = {.EndOfFile.QuadPart = size};
    return io_set_information(file, start, FileEndOfFileInformation, &information,
                              sizeof information, IO_DEFAULT);
}

NTSTATUS io_set_allocation(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t size) {
    FILE_ALLOCATION_INFORMATION information = {.AllocationSize.QuadPart = size};
    return io_set_information(file, start, FileAllocationInformation, &information,
                              sizeof information, IO_DEFAULT);
}

// --- Volumes, security, extended attributes ------------------------------------------------------

NTSTATUS io_query_volume(PFILE_OBJECT file, PDEVICE_OBJECT start, FS_INFORMATION_CLASS class_,
                         void *buffer, uint32_t length, uint32_t *returned) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_QUERY_VOLUME_INFORMATION, IO_DEFAULT);
    io_system_buffer(&request, NULL, 0, buffer, length);
    request.stack->Parameters.QueryVolume.Length = length;
    request.stack->Parameters.QueryVolume.FsInformationClass = class_;
    NTSTATUS status = io_end(&request);
    give_length(returned, &request);
    return status;
}

NTSTATUS io_set_volume(PFILE_OBJECT file, PDEVICE_OBJECT start, FS_INFORMATION_CLASS class_,
                       const void *buffer, uint32_t length) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_SET_VOLUME_INFORMATION, IO_DEFAULT);
    io_system_buffer(&request, buffer, length, NULL, 0);
    request.stack->Parameters.SetVolume.Length = length;
    request.stack->Parameters.SetVolume.FsInformationClass = class_;
    return io_end(&request);
}

NTSTATUS io_query_security(PFILE_OBJECT file, PDEVICE_OBJECT start, SECURITY_INFORMATION what,
                           void *buffer, uint32_t length, uint32_t *needed) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_QUERY_SECURITY, IO_DEFAULT);
    io_user_buffer(&request, buffer, length, false, true);
    request.stack->Parameters.QuerySecurity.SecurityInformation = what;
    request.stack->Parameters.QuerySecurity.Length = length;
    NTSTATUS status = io_end(&request);
    give_length(needed, &request);
    return status;
}

NTSTATUS io_set_security(PFILE_OBJECT file, PDEVICE_OBJECT start, SECURITY_INFORMATION what,
                         const void *descriptor) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_SET_SECURITY, IO_DEFAULT);
    request.stack->Parameters.SetSecurity.SecurityInformation = what;
    request.stack->Parameters.SetSecurity.SecurityDescriptor = (PVOID)(uintptr_t)descriptor;
    return io_end(&request);
}

NTSTATUS io_query_ea(PFILE_OBJECT file, PDEVICE_OBJECT start, void *buffer, uint32_t length,
                     uint32_t *returned) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_QUERY_EA, IO_DEFAULT);
    io_device_buffer(&request, buffer, length, false);
    request.stack->Parameters.QueryEa.Length = length;
    request.stack->Flags |= SL_RESTART_SCAN;
    NTSTATUS status = io_end(&request);
    give_length(returned, &request);
    return status;
}

NTSTATUS io_set_ea(PFILE_OBJECT file, PDEVICE_OBJECT start, const void *buffer, uint32_t length) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_SET_EA, IO_DEFAULT);
    io_device_buffer(&request, (void *)(uintptr_t)buffer, length, true);
    request.stack->Parameters.SetEa.Length = length;
    return io_end(&request);
}

NTSTATUS io_query_quota(PFILE_OBJECT file, PDEVICE_OBJECT start, void *buffer, uint32_t length) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_QUERY_QUOTA, IO_DEFAULT);
    io_device_buffer(&request, buffer, length, false);
    request.stack->Parameters.QueryQuota.Length = length;
    request.stack->Flags |= SL_RESTART_SCAN;
    return io_end(&request);
}

NTSTATUS io_set_quota(PFILE_OBJECT file, PDEVICE_OBJECT start, const void *buffer, uint32_t length) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_SET_QUOTA, IO_DEFAULT);
    io_device_buffer(&request, (void *)(uintptr_t)buffer, length, true);
    request.stack->Parameters.SetQuota.Length = length;
    return io_end(&request);
}
