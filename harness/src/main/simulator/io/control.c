// Directory queries, locks and control codes.
#include <string.h>

#include "request.h"

NTSTATUS io_query_directory(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                            const UNICODE_STRING *pattern, bool restart, bool single, void *buffer,
                            uint32_t length, uint32_t *returned) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_DIRECTORY_CONTROL, IO_DEFAULT);
    io_device_buffer(&request, buffer, length, false);
    PIO_STACK_LOCATION stack = request.stack;
    stack->MinorFunction = IRP_MN_QUERY_DIRECTORY;
    stack->Parameters.QueryDirectory.Length = length;
    stack->Parameters.QueryDirectory.FileName = (PUNICODE_STRING)(uintptr_t)pattern;
    stack->Parameters.QueryDirectory.FileInformationClass = class_;
    if (restart) stack->Flags |= SL_RESTART_SCAN;
    if (single) stack->Flags |= SL_RETURN_SINGLE_ENTRY;
    NTSTATUS status = io_end(&request);
    if (returned != NULL) *returned = (uint32_t)request.result.Information;
    return status;
}

static void forget_notify(PIRP irp, void *context) { *(PIRP *)context = NULL; }

// Comes back at once where the file system pends it; *irp is NULL when it is completed.
NTSTATUS io_notify_directory(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG filter, bool tree,
                             void *buffer, uint32_t length, PIRP *irp) {
    io_request request;
    io_begin(&request, file, start, IRP_MJ_DIRECTORY_CONTROL, IO_PAGING);
    request.irp->UserBuffer = buffer;
    request.stack->MinorFunction = IRP_MN_NOTIFY_CHANGE_DIRECTORY;
    request.stack->Parameters.NotifyDirectory.Length = length;
    request.stack->Parameters.NotifyDirectory.CompletionFilter = filter;
    if (tree) request.stack->Flags |= SL_WATCH_TREE;
    request.record->finished = forget_notify;
    request.record->context = irp;
    *irp = request.irp;
    return io_call(request.start, request.irp);
}

// --- Byte-range locks ----------------------------------------------------------------------------

NTSTATUS io_lock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                 ULONG key, bool exclusive, bool fail_immediately, io_flags flags) {
    IO_STATUS_BLOCK result;
    if ((flags & (IO_NO_FAST_IO | IO_PEND)) == 0 &&
        io_fast_lock(file, start, offset, length, key, exclusive, fail_immediately, &result)) {
        return result.Status;
    }
    LARGE_INTEGER size = {.QuadPart = length};
    io_request request;
    io_begin(&request, file, start, IRP_MJ_LOCK_CONTROL, flags);
    PIO_STACK_LOCATION stack = request.stack;
    stack->MinorFunction = IRP_MN_LOCK;
    stack->Parameters.LockControl.Length = &size;
    stack->Parameters.LockControl.Key = key;
    stack->Parameters.LockControl.ByteOffset.QuadPart = offset;
    if (fail_immediately) stack->Flags |= SL_FAIL_IMMEDIATELY;
    if (exclusive) stack->Flags |= SL_EXCLUSIVE_LOCK;
    return io_end(&request);
}

NTSTATUS io_unlock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                   ULONG key, io_flags flags) {
    IO_STATUS_BLOCK result;
    if ((flags & (IO_NO_FAST_IO | IO_PEND)) == 0 &&
        io_fast_unlock(file, start, offset, length, key, &result)) {
        return result.Status;
    }
    LARGE_INTEGER size = {.QuadPart = length};
    io_request request;
    io_begin(&request, file, start, IRP_MJ_LOCK_CONTROL, flags);
    request.stack->MinorFunction = IRP_MN_UNLOCK_SINGLE;
    request.stack->Parameters.LockControl.Length = &size;
    request.stack->Parameters.LockControl.Key = key;
    request.stack->Parameters.LockControl.ByteOffset.QuadPart = offset;
    return io_end(&request);
}

// --- Control codes -------------------------------------------------------------------------------

// The two lowest bits of the code say how the buffers come.
static void control_buffers(io_request *request, ULONG code, const void *input,
                            uint32_t input_length, void *output, uint32_t output_length) {
    switch (code & 3) {
    case METHOD_BUFFERED:
        io_system_buffer(request, input, input_length, output, output_length);
        break;
    case METHOD_NEITHER:
        request->stack->Parameters.FileSystemControl.Type3InputBuffer = (PVOID)(uintptr_t)input;
        io_user_buffer(request, output, output_length, false, true);
        break;
    default:
        io_system_buffer(request, input, input_length, NULL, 0);
        request->irp->UserBuffer = output;
        if (output_length != 0) {
            request->record->mdl = mm_mdl_create(output, output_length);
            request->irp->MdlAddress = request->record->mdl;
        }
        break;
    }
}

static NTSTATUS control(PFILE_OBJECT file, PDEVICE_OBJECT start, UCHAR major, ULONG code,
                        const void *input, uint32_t input_length, void *output,
                        uint32_t output_length, io_flags flags, uint32_t *returned) {
    io_request request;
    io_begin(&request, file, start, major, flags);
    PIO_STACK_LOCATION stack = request.stack;
    // FileSystemControl and DeviceIoControl lie alike.
    stack->Parameters.FileSystemControl.OutputBufferLength = output_length;
    stack->Parameters.FileSystemControl.InputBufferLength = input_length;
    stack->Parameters.FileSystemControl.FsControlCode = code;
    if (major == IRP_MJ_FILE_SYSTEM_CONTROL) stack->MinorFunction = IRP_MN_USER_FS_REQUEST;
    control_buffers(&request, code, input, input_length, output, output_length);
    NTSTATUS status = io_end(&request);
    if (returned != NULL) *returned = (uint32_t)request.result.Information;
    return status;
}

NTSTATUS io_fs_control(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG code, const void *input,
                       uint32_t input_length, void *output, uint32_t output_length,
                       uint32_t *returned) {
    return control(file, start, IRP_MJ_FILE_SYSTEM_CONTROL, code, input, input_length, output,
                   output_length, IO_DEFAULT, returned);
}

NTSTATUS io_device_control(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG code, const void *input,
                           uint32_t input_length, void *output, uint32_t output_length,
                           io_flags flags, uint32_t *returned) {
    IO_STATUS_BLOCK result;
    if ((flags & IO_NO_FAST_IO) == 0 &&
        io_fast_device_control(file, start, code, (void *)(uintptr_t)input, input_length, output,
                               output_length, &result)) {
        if (returned != NULL) *returned = (uint32_t)result.Information;
        return result.Status;
    }
    return control(file, start, IRP_MJ_DEVICE_CONTROL, code, input, input_length, output,
                   output_length, flags, returned);
}
