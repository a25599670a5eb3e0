// Deletion: what marks a name or stream, and the cleanup that makes it happen.
#include "fs_internal.h"

// [MS-FSA] 2.1.5.15.3; ntddk/ns-ntddk-_file_disposition_information_ex on mapped files. Of volumes,
// the root and paging files no page says it.
NTSTATUS fs_may_delete(const fs_request *request, bool ignore_readonly)
{
    const fs_file *file = request->file;

    if (file == NULL || request->ccb->link == NULL) return STATUS_CANNOT_DELETE; // volume, root
    if ((file->attributes & FILE_ATTRIBUTE_READONLY) && !ignore_readonly) {
        return STATUS_CANNOT_DELETE;
    }
    if (fs_is_mapped(request->stream) || request->fcb->paging_file) return STATUS_CANNOT_DELETE;
    if (file->children != NULL && request->stream->length == 0) return STATUS_DIRECTORY_NOT_EMPTY;
    return STATUS_SUCCESS;
}

static void mark(fs_request *request, bool delete, bool posix)
{
    if (request->stream->length > 0) {
        request->stream->delete_pending = delete;
    } else {
        request->ccb->link->delete_pending = delete;
        request->ccb->posix_delete = delete && posix;
        if (delete && fs_file_is_directory(request->file)) fs_notify_deleted(request->file);
    }
    request->file_object->DeletePending = delete;
}

// ntddk/ns-ntddk-_file_disposition_information and …_ex.
NTSTATUS fs_set_disposition(fs_request *request, bool extended)
{
    ULONG length = request->stack->Parameters.SetFile.Length;
    const void *buffer = request->irp->AssociatedIrp.SystemBuffer;
    ULONG flags;
    NTSTATUS status;

    if (extended) {
        if (!fs_can(request->vcb->volume)->posix) return STATUS_INVALID_PARAMETER;
        if (length < sizeof(FILE_DISPOSITION_INFORMATION_EX)) return STATUS_INFO_LENGTH_MISMATCH;
        flags = ((const FILE_DISPOSITION_INFORMATION_EX *)buffer)->Flags;
    } else {
        if (length < sizeof(FILE_DISPOSITION_INFORMATION)) return STATUS_INFO_LENGTH_MISMATCH;
        flags = ((const FILE_DISPOSITION_INFORMATION *)buffer)->DeleteFile ? FILE_DISPOSITION_DELETE
                                                                           : 0;
    }
    if (request->ccb->link == NULL) return STATUS_CANNOT_DELETE;
    if (flags & FILE_DISPOSITION_DELETE) {
        status = fs_may_delete(request, (flags & FILE_DISPOSITION_IGNORE_READONLY_ATTRIBUTE) != 0);
        if (!NT_SUCCESS(status)) return status;
    }
    if (flags & FILE_DISPOSITION_ON_CLOSE) {
        request->ccb->delete_on_close = (flags & FILE_DISPOSITION_DELETE) != 0;
        return STATUS_SUCCESS;
    }
    mark(request, (flags & FILE_DISPOSITION_DELETE) != 0,
         (flags & FILE_DISPOSITION_POSIX_SEMANTICS) != 0);
    return STATUS_SUCCESS;
}

static void delete_name(fs_link *link)
{
    bool directory = fs_file_is_directory(link->file);

    if (directory && link->file->children != NULL) { // something came in the meantime
        link->delete_pending = false;
        return;
    }
    fs_report_change(link, directory ? FILE_NOTIFY_CHANGE_DIR_NAME : FILE_NOTIFY_CHANGE_FILE_NAME,
                     FILE_ACTION_REMOVED);
    fs_remove_link(link);
}

// A name goes when its last handle does, a POSIX deletion with the handle that asked for it.
void fs_delete_if_pending(fs_request *request)
{
    fs_ccb *ccb = request->ccb;
    fs_link *link = ccb->link;
    fs_stream *stream = request->stream;

    if (link == NULL || link->removed) return;
    if (ccb->delete_on_close && NT_SUCCESS(fs_may_delete(request, true))) {
        mark(request, true, ccb->posix_delete);
    }
    if (stream->length > 0 && stream->delete_pending && !fs_has_handles(stream)) {
        fs_remove_stream(stream);
    }
    if (link->delete_pending && (link->handles == 0 || ccb->posix_delete)) delete_name(link);
}
