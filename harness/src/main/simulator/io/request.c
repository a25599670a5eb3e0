// The requests on an open file: how each is built, sent and waited for; reads and writes.
#include <string.h>

#include "request.h"

PIRP io_build(PFILE_OBJECT file, PDEVICE_OBJECT *start, UCHAR major, PIO_STACK_LOCATION *stack) {
    if (*start == NULL) *start = io_start_of(file);
    if (*start == NULL) *start = io_related_device(file);
    PIRP irp = io_allocate_irp((*start)->StackSize);
    irp->Tail.Overlay.Thread = (PETHREAD)sim_current;
    irp->Tail.Overlay.OriginalFileObject = file;
    irp->RequestorMode = UserMode;
    *stack = io_next_location(irp);
    (*stack)->MajorFunction = major;
    (*stack)->FileObject = file;
    return irp;
}

void io_begin(io_request *request, PFILE_OBJECT file, PDEVICE_OBJECT start, UCHAR major,
              io_flags flags) {
    memset(request, 0, sizeof *request);
    request->file = file;
    request->start = start;
    bool own = start != NULL && (start->Flags & IO_OWN_DEVICE) != 0;
    request->locked = (flags & IO_PAGING) == 0 && !own;
    if (request->locked) io_lock_file(file);
    request->irp = io_build(file, &request->start, major, &request->stack);
    request->record = io_record_of(request->irp);
    request->record->pend = (flags & IO_PEND) != 0;
    if (own || (flags & IO_KERNEL_MODE) != 0) request->irp->RequestorMode = KernelMode;
    if ((file->Flags & FO_SYNCHRONOUS_IO) != 0) request->irp->Flags |= IRP_SYNCHRONOUS_API;
}

NTSTATUS io_end(io_request *request) {
    NTSTATUS status = io_send(request->start, request->irp, &request->result);
    if (request->copy_to != NULL && !NT_ERROR(status)) {
        ULONG_PTR length = request->result.Information;
        memcpy(request->copy_to, request->user,
               length < request->copy_length ? length : request->copy_length);
    }
    if (request->user != NULL) mm_user_free(request->user);
    if (request->locked) io_unlock_file(request->file);
    return status;
}

void io_system_buffer(io_request *request, const void *input, uint32_t input_length, void *output,
                      uint32_t output_length) {
    uint32_t size = input_length > output_length ? input_length : output_length;
    PIRP irp = request->irp;
    irp->UserBuffer = output;
    if (size == 0) return;
    void *buffer = ex_pool_allocate(SIM_NONPAGED, size, IO_TAG_BUFFER, "system buffer");
    if (input != NULL) memcpy(buffer, input, input_length);
    irp->AssociatedIrp.SystemBuffer = buffer;
    irp->Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
    if (output != NULL) irp->Flags |= IRP_INPUT_OPERATION;
    request->record->buffer = buffer;
    request->record->copy_to = output;
    request->record->copy_length = output_length;
}

void io_user_buffer(io_request *request, void *buffer, uint32_t length, bool input, bool output) {
    PIRP irp = request->irp;
    if (irp->RequestorMode == KernelMode || buffer == NULL || mm_is_user_address(buffer)) {
        irp->UserBuffer = buffer;
        return;
    }
    void *user = mm_user_allocate(length != 0 ? length : 1);
    if (input) memcpy(user, buffer, length);
    request->user = user;
    irp->UserBuffer = user;
    if (output) {
        request->copy_to = buffer;
        request->copy_length = length;
    }
}

// As the device's flags say: through a buffer of the system's, an MDL, or as it is.
void io_device_buffer(io_request *request, void *buffer, uint32_t length, bool input) {
    ULONG flags = request->start->Flags;
    if ((flags & DO_BUFFERED_IO) != 0) {
        io_system_buffer(request, input ? buffer : NULL, input ? length : 0, input ? NULL : buffer,
                         input ? 0 : length);
        return;
    }
    io_user_buffer(request, buffer, length, input, !input);
    if ((flags & DO_DIRECT_IO) != 0 && length != 0) {
        request->record->mdl = mm_mdl_create(request->irp->UserBuffer, length);
        request->irp->MdlAddress = request->record->mdl;
    }
}

// --- Reads and writes ----------------------------------------------------------------------------

static bool is_cached(PFILE_OBJECT file, io_flags flags) {
    return (flags & (IO_NO_CACHE | IO_PAGING)) == 0 &&
           (file->Flags & FO_NO_INTERMEDIATE_BUFFERING) == 0;
}

static bool tries_fast_io(PFILE_OBJECT file, io_flags flags) {
    if ((flags & (IO_NO_FAST_IO | IO_PEND)) != 0 || !is_cached(file, flags)) return false;
    return (flags & IO_FAST_IO) != 0 || file->PrivateCacheMap != NULL;
}

static LARGE_INTEGER start_of_transfer(PFILE_OBJECT file, int64_t offset, bool write,
                                       io_flags flags) {
    LARGE_INTEGER position = {.QuadPart = offset};
    if (write && (flags & IO_APPEND) != 0) {
        position.HighPart = -1;
        position.LowPart = FILE_WRITE_TO_END_OF_FILE;
    } else if (offset < 0) {
        position = file->CurrentByteOffset;
    }
    return position;
}

static NTSTATUS transfer(PFILE_OBJECT file, PDEVICE_OBJECT start, bool write, int64_t offset,
                         void *buffer, uint32_t length, io_flags flags, uint32_t *transferred) {
    LARGE_INTEGER position = start_of_transfer(file, offset, write, flags);
    IO_STATUS_BLOCK fast;
    if (tries_fast_io(file, flags)) {
        io_lock_file(file);
        bool done = io_fast_transfer(file, start, write, &position, buffer, length, &fast);
        io_unlock_file(file);
        if (done) {
            if (transferred != NULL) *transferred = (uint32_t)fast.Information;
            return fast.Status;
        }
    }
    io_request request;
    io_begin(&request, file, start, write ? IRP_MJ_WRITE : IRP_MJ_READ, flags);
    PIRP irp = request.irp;
    irp->Flags |= write ? IRP_WRITE_OPERATION : IRP_READ_OPERATION;
    if (!is_cached(file, flags)) irp->Flags |= IRP_NOCACHE;
    if (write) {
        request.stack->Parameters.Write.Length = length;
        request.stack->Parameters.Write.ByteOffset = position;
        if ((file->Flags & FO_WRITE_THROUGH) != 0) request.stack->Flags |= SL_WRITE_THROUGH;
    } else {
        request.stack->Parameters.Read.Length = length;
        request.stack->Parameters.Read.ByteOffset = position;
    }
    if ((flags & IO_PAGING) != 0) {
        irp->Flags |= IRP_PAGING_IO | IRP_NOCACHE;
        if ((flags & IO_SYNCHRONOUS_PAGING) != 0) irp->Flags |= IRP_SYNCHRONOUS_PAGING_IO;
        irp->RequestorMode = KernelMode;
        irp->UserBuffer = buffer;
        request.record->mdl = mm_mdl_create(buffer, length);
        irp->MdlAddress = request.record->mdl;
    } else {
        io_device_buffer(&request, buffer, length, write);
    }
    NTSTATUS status = io_end(&request);
    if (transferred != NULL) *transferred = (uint32_t)request.result.Information;
    return status;
}

NTSTATUS io_read(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, void *buffer,
                 uint32_t length, io_flags flags, uint32_t *transferred) {
    return transfer(file, start, false, offset, buffer, length, flags, transferred);
}

NTSTATUS io_write(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, const void *buffer,
                  uint32_t length, io_flags flags, uint32_t *transferred) {
    return transfer(file, start, true, offset, (void *)(uintptr_t)buffer, length, flags,
                    transferred);
}

NTSTATUS io_flush(PFILE_OBJECT file, PDEVICE_OBJECT start) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_FLUSH_BUFFERS, IO_DEFAULT);
    return io_end(&request);
}
