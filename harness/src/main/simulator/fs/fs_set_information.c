// IRP_MJ_SET_INFORMATION (ifs/irp-mj-set-information).
#include "fs_internal.h"

#define SETTABLE_ATTRIBUTES                                                                        \
    (FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM                       \
     | FILE_ATTRIBUTE_ARCHIVE | FILE_ATTRIBUTE_TEMPORARY | FILE_ATTRIBUTE_OFFLINE                  \
     | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED)

// 0 leaves a time as it is; -1 and -2 switch its updates off and on, which makes no difference
// here.
static bool is_time(LARGE_INTEGER time) { return time.QuadPart > 0; }

static NTSTATUS set_basic(fs_request *request, const FILE_BASIC_INFORMATION *basic)
{
    fs_file *file = request->file;
    ULONG attributes = basic->FileAttributes;

    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) && !fs_file_is_directory(file)) {
        return STATUS_INVALID_PARAMETER;
    }
    if ((attributes & FILE_ATTRIBUTE_TEMPORARY) && fs_file_is_directory(file)) {
        return STATUS_INVALID_PARAMETER;
    }
    if (attributes != 0) {
        file->attributes = (file->attributes & ~(ULONG)SETTABLE_ATTRIBUTES)
                           | (attributes & SETTABLE_ATTRIBUTES);
    }
    file->changed = (LONGLONG)sim_system_time();
    if (is_time(basic->CreationTime)) file->created = basic->CreationTime.QuadPart;
    if (is_time(basic->LastAccessTime)) file->accessed = basic->LastAccessTime.QuadPart;
    if (is_time(basic->LastWriteTime)) file->written = basic->LastWriteTime.QuadPart;
    if (is_time(basic->ChangeTime)) file->changed = basic->ChangeTime.QuadPart;
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_ATTRIBUTES | FILE_NOTIFY_CHANGE_LAST_WRITE
                                    | FILE_NOTIFY_CHANGE_CREATION);
    return STATUS_SUCCESS;
}

static void resized(fs_request *request)
{
    fs_file *file = request->file;

    file->written = file->changed = (LONGLONG)sim_system_time();
    file->attributes |= FILE_ATTRIBUTE_ARCHIVE;
    request->file_object->Flags |= FO_FILE_MODIFIED | FO_FILE_SIZE_CHANGED;
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_SIZE);
}

static NTSTATUS set_end_of_file(fs_request *request, LONGLONG size)
{
    fs_stream *stream = request->stream;

    if (fs_is_directory(request->file_object) || size < 0) return STATUS_INVALID_PARAMETER;
    if (request->stack->Parameters.SetFile.AdvanceOnly) { // the cache manager's valid data length
        if (size > stream->size) size = stream->size;
        if (size > stream->valid) stream->valid = size;
        fs_update_sizes(stream);
        return STATUS_SUCCESS;
    }
    if (size < stream->size && fs_is_mapped(stream)) return STATUS_USER_MAPPED_FILE;
    fs_set_size(stream, size);
    resized(request);
    return STATUS_SUCCESS;
}

static NTSTATUS set_allocation(fs_request *request, LONGLONG allocation)
{
    fs_stream *stream = request->stream;

    if (fs_is_directory(request->file_object) || allocation < 0) return STATUS_INVALID_PARAMETER;
    allocation = (allocation + FS_CLUSTER - 1) & ~(LONGLONG)(FS_CLUSTER - 1);
    if (allocation < stream->size) {
        if (fs_is_mapped(stream)) return STATUS_USER_MAPPED_FILE;
        fs_set_size(stream, allocation);
        resized(request);
    }
    stream->allocation = allocation;
    fs_update_sizes(stream);
    return STATUS_SUCCESS;
}

static NTSTATUS set_valid_data(fs_request *request, LONGLONG valid)
{
    fs_stream *stream = request->stream;

    if (fs_is_directory(request->file_object) || valid < stream->valid || valid > stream->size) {
        return STATUS_INVALID_PARAMETER;
    }
    stream->valid = valid;
    fs_update_sizes(stream);
    return STATUS_SUCCESS;
}

#define FIXED(type, name)                                                                          \
    const type *name = buffer;                                                                     \
    if (length < sizeof(type)) return STATUS_INFO_LENGTH_MISMATCH

static NTSTATUS set_fixed(fs_request *request, ULONG class_, const void *buffer, ULONG length)
{
    switch (class_) {
    case FileBasicInformation: {
        FIXED(FILE_BASIC_INFORMATION, basic);
        return set_basic(request, basic);
    }
    case FileEndOfFileInformation: {
        FIXED(FILE_END_OF_FILE_INFORMATION, end);
        return set_end_of_file(request, end->EndOfFile.QuadPart);
    }
    case FileAllocationInformation: {
        FIXED(FILE_ALLOCATION_INFORMATION, allocation);
        return set_allocation(request, allocation->AllocationSize.QuadPart);
    }
    case FileValidDataLengthInformation: {
        FIXED(FILE_VALID_DATA_LENGTH_INFORMATION, valid);
        return set_valid_data(request, valid->ValidDataLength.QuadPart);
    }
    case FilePositionInformation: {
        FIXED(FILE_POSITION_INFORMATION, position);
        if (position->CurrentByteOffset.QuadPart < 0) return STATUS_INVALID_PARAMETER;
        request->file_object->CurrentByteOffset = position->CurrentByteOffset;
        return STATUS_SUCCESS;
    }
    default:
        return STATUS_INVALID_PARAMETER;
    }
}

NTSTATUS fs_set_information(fs_request *request)
{
    ULONG class_ = request->stack->Parameters.SetFile.FileInformationClass;
    NTSTATUS status;

    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    if (request->file == NULL) return STATUS_INVALID_PARAMETER;
    status = fs_verify(request);
    if (!NT_SUCCESS(status)) return status;
    switch (class_) {
    case FileRenameInformation:
    case FileRenameInformationBypassAccessCheck:
        return fs_rename(request, false);
    case FileRenameInformationEx:
    case FileRenameInformationExBypassAccessCheck:
        return fs_rename(request, true);
    case FileLinkInformation:
    case FileLinkInformationBypassAccessCheck:
        return fs_make_hard_link(request, false);
    case FileLinkInformationEx:
    case FileLinkInformationExBypassAccessCheck:
        return fs_make_hard_link(request, true);
    case FileDispositionInformation:
        return fs_set_disposition(request, false);
    case FileDispositionInformationEx:
        return fs_set_disposition(request, true);
    default:
        return set_fixed(request, class_, request->irp->AssociatedIrp.SystemBuffer,
                         request->stack->Parameters.SetFile.Length);
    }
}
