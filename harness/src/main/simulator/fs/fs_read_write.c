// IRP_MJ_READ and IRP_MJ_WRITE (ifs/irp-mj-read, ifs/irp-mj-write).
#include "fs_internal.h"

#define SECTOR 512

void *fs_user_buffer(PIRP irp)
{
    return irp->MdlAddress != NULL ? mm_mdl_address(irp->MdlAddress) : irp->UserBuffer;
}

static bool is_to_end(const LARGE_INTEGER *offset)
{
    return offset->LowPart == FILE_WRITE_TO_END_OF_FILE && offset->HighPart == -1;
}

// What reads and writes have in common before any byte moves.
static NTSTATUS check(const fs_request *request, LONGLONG offset, ULONG length, ULONG key,
                      bool write)
{
    const fs_fcb *fcb = request->fcb;
    PIRP irp = request->irp;
    bool paging = (irp->Flags & IRP_PAGING_IO) != 0;
    NTSTATUS status;

    if (fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    if (request->stack->MinorFunction & (IRP_MN_MDL | IRP_MN_COMPLETE)) return STATUS_NOT_SUPPORTED;
    if (fs_is_directory(request->file_object)) return STATUS_INVALID_DEVICE_REQUEST;
    status = fs_verify(request);
    if (!NT_SUCCESS(status)) return status;
    if (!paging && (request->file_object->Flags & FO_CLEANUP_COMPLETE)) return STATUS_FILE_CLOSED;
    if (offset < 0) return STATUS_INVALID_PARAMETER;
    if (!paging && (irp->Flags & IRP_NOCACHE)
        && (request->file_object->Flags & FO_NO_INTERMEDIATE_BUFFERING)
        && (offset % SECTOR != 0 || length % SECTOR != 0)) {
        return STATUS_INVALID_PARAMETER;
    }
    if (!paging
        && !fs_lock_allows(fcb, request->file_object, irp, offset, length, key, write)) {
        return STATUS_FILE_LOCK_CONFLICT;
    }
    return STATUS_SUCCESS;
}

static void moved(const fs_request *request, LONGLONG offset, ULONG length)
{
    PFILE_OBJECT file_object = request->file_object;

    request->irp->IoStatus.Information = length;
    if ((file_object->Flags & FO_SYNCHRONOUS_IO) && (request->irp->Flags & IRP_PAGING_IO) == 0) {
        file_object->CurrentByteOffset.QuadPart = offset + length;
    }
}

NTSTATUS fs_read(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    LONGLONG offset = stack->Parameters.Read.ByteOffset.QuadPart;
    ULONG length = stack->Parameters.Read.Length;
    fs_stream *stream = request->stream;
    void *buffer = fs_user_buffer(request->irp);
    NTSTATUS status = check(request, offset, length, stack->Parameters.Read.Key, false);

    if (!NT_SUCCESS(status)) return status;
    if (length == 0) return STATUS_SUCCESS;
    if (stream == NULL) { // the volume itself, whose bytes mean nothing here
        memset(buffer, 0, length);
        moved(request, offset, length);
        return STATUS_SUCCESS;
    }
    if (offset >= stream->size) return STATUS_END_OF_FILE;
    if (length > stream->size - offset) length = (ULONG)(stream->size - offset);
    if ((request->irp->Flags & (IRP_NOCACHE | IRP_PAGING_IO)) == 0) {
        fs_use_cache(request->fcb, request->file_object);
    }
    fs_read_stream(stream, offset, buffer, length);
    moved(request, offset, length);
    return STATUS_SUCCESS;
}

static void changed(const fs_request *request, bool grew)
{
    fs_file *file = request->file;

    file->written = file->changed = (LONGLONG)sim_system_time();
    file->attributes |= FILE_ATTRIBUTE_ARCHIVE;
    request->file_object->Flags |= FO_FILE_MODIFIED | (grew ? FO_FILE_SIZE_CHANGED : 0);
    fs_report_file_change(file,
                          FILE_NOTIFY_CHANGE_LAST_WRITE | (grew ? FILE_NOTIFY_CHANGE_SIZE : 0));
}

NTSTATUS fs_write(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    PIRP irp = request->irp;
    fs_stream *stream = request->stream;
    bool paging = (irp->Flags & IRP_PAGING_IO) != 0;
    LONGLONG offset = stack->Parameters.Write.ByteOffset.QuadPart;
    ULONG length = stack->Parameters.Write.Length;
    const void *buffer = fs_user_buffer(irp);
    NTSTATUS status;

    if (stream != NULL && is_to_end(&stack->Parameters.Write.ByteOffset)) offset = stream->size;
    status = check(request, offset, length, stack->Parameters.Write.Key, true);
    if (!NT_SUCCESS(status)) return status;
    if (length == 0) return STATUS_SUCCESS;
    if (stream == NULL) {
        return STATUS_ACCESS_DENIED; // the volume's bytes are none that could be changed
    }
    if (offset > INT64_MAX - length) return STATUS_INVALID_PARAMETER;
    if (paging) { // pages never make a file longer
        if (offset >= stream->size) return STATUS_SUCCESS;
        if (length > stream->size - offset) length = (ULONG)(stream->size - offset);
    } else if ((irp->Flags & IRP_NOCACHE) == 0) {
        fs_use_cache(request->fcb, request->file_object);
    }
    {
        bool grew = offset + length > stream->size;

        if (grew) fs_set_size(stream, offset + length);
        fs_write_stream(stream, offset, buffer, length);
        if (offset + length > stream->valid) {
            stream->valid = offset + length;
            fs_update_sizes(stream);
        }
        if (!paging) changed(request, grew);
    }
    moved(request, offset, length);
    return STATUS_SUCCESS;
}

NTSTATUS fs_flush(fs_request *request)
{
    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    return fs_verify(request); // there is nothing that is not on the disk yet
}
