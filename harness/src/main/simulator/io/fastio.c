// Fast I/O: calls of the driver's table before a request is made.
#include <string.h>

#include "request.h"

bool io_has_fast_io(PDEVICE_OBJECT device, size_t offset) {
    PFAST_IO_DISPATCH table = device->DriverObject->FastIoDispatch;
    return table != NULL && table->SizeOfFastIoDispatch >= offset + sizeof(PVOID);
}

void io_fast_io_begin(io_callout *callout, PDEVICE_OBJECT device, const char *name,
                      uint32_t flags) {
    PDRIVER_OBJECT driver = device->DriverObject;
    callout->driver = NULL;
    if (!io_is_under_test(driver)) return;
    io_device_of(device)->executing++;
    io_callout_begin(callout, IO_IN_FAST_IO, driver, device, name, flags);
}

void io_fast_io_end(io_callout *callout) {
    if (callout->driver == NULL) return;
    io_device_of(callout->device)->executing--;
    io_callout_end(callout);
}

static PDEVICE_OBJECT target(PFILE_OBJECT file, PDEVICE_OBJECT start) {
    if (start == NULL) start = io_start_of(file);
    return start != NULL ? start : io_related_device(file);
}

bool io_fast_transfer(PFILE_OBJECT file, PDEVICE_OBJECT start, bool write, LARGE_INTEGER *offset,
                      void *buffer, uint32_t length, IO_STATUS_BLOCK *result) {
    PDEVICE_OBJECT device = target(file, start);
    PFAST_IO_READ read_routine = IO_FAST_IO_ENTRY(device, FastIoRead);
    PFAST_IO_WRITE write_routine = IO_FAST_IO_ENTRY(device, FastIoWrite);
    if (write ? write_routine == NULL : read_routine == NULL) return false;
    io_callout callout;
    BOOLEAN done;
    io_fast_io_begin(&callout, device, write ? "FastIoWrite" : "FastIoRead", 0);
    if (write) {
        done = write_routine(file, offset, length, TRUE, 0, buffer, result, device);
    } else {
        done = read_routine(file, offset, length, TRUE, 0, buffer, result, device);
    }
    io_fast_io_end(&callout);
    // What the I/O manager takes from fast I/O; anything else goes the long way.
    return done && (NT_SUCCESS(result->Status) || result->Status == STATUS_BUFFER_OVERFLOW ||
                    result->Status == STATUS_END_OF_FILE);
}

bool io_fast_query(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                   void *buffer, uint32_t length, IO_STATUS_BLOCK *result) {
    PDEVICE_OBJECT device = target(file, start);
    io_callout callout;
    BOOLEAN done = FALSE;
    if (class_ == FileBasicInformation && length >= sizeof(FILE_BASIC_INFORMATION)) {
        PFAST_IO_QUERY_BASIC_INFO routine = IO_FAST_IO_ENTRY(device, FastIoQueryBasicInfo);
        if (routine == NULL) return false;
        io_fast_io_begin(&callout, device, "FastIoQueryBasicInfo", 0);
        done = routine(file, TRUE, buffer, result, device);
        io_fast_io_end(&callout);
    } else if (class_ == FileStandardInformation && length >= sizeof(FILE_STANDARD_INFORMATION)) {
        PFAST_IO_QUERY_STANDARD_INFO routine = IO_FAST_IO_ENTRY(device, FastIoQueryStandardInfo);
        if (routine == NULL) return false;
        io_fast_io_begin(&callout, device, "FastIoQueryStandardInfo", 0);
        done = routine(file, TRUE, buffer, result, device);
        io_fast_io_end(&callout);
    } else if (class_ == FileNetworkOpenInformation &&
               length >= sizeof(FILE_NETWORK_OPEN_INFORMATION)) {
        PFAST_IO_QUERY_NETWORK_OPEN_INFO routine =
            IO_FAST_IO_ENTRY(device, FastIoQueryNetworkOpenInfo);
        if (routine == NULL) return false;
        io_fast_io_begin(&callout, device, "FastIoQueryNetworkOpenInfo", 0);
        done = routine(file, TRUE, buffer, result, device);
        io_fast_io_end(&callout);
    }
    return done;
}

bool io_fast_lock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                  ULONG key, bool exclusive, bool fail_immediately, IO_STATUS_BLOCK *result) {
    PDEVICE_OBJECT device = target(file, start);
    PFAST_IO_LOCK routine = IO_FAST_IO_ENTRY(device, FastIoLock);
    if (routine == NULL) return false;
    LARGE_INTEGER at = {.QuadPart = offset}, size = {.QuadPart = length};
    io_callout callout;
    io_fast_io_begin(&callout, device, "FastIoLock", 0);
    BOOLEAN done = routine(file, &at, &size, (PEPROCESS)ps_current_process(), key, fail_immediately,
                           exclusive, result, device);
    io_fast_io_end(&callout);
    return done;
}

bool io_fast_unlock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                    ULONG key, IO_STATUS_BLOCK *result) {
    PDEVICE_OBJECT device = target(file, start);
    PFAST_IO_UNLOCK_SINGLE routine = IO_FAST_IO_ENTRY(device, FastIoUnlockSingle);
    if (routine == NULL) return false;
    LARGE_INTEGER at = {.QuadPart = offset}, size = {.QuadPart = length};
    io_callout callout;
    io_fast_io_begin(&callout, device, "FastIoUnlockSingle", 0);
    BOOLEAN done = routine(file, &at, &size, ps_current_process(), key, result, device);
    io_fast_io_end(&callout);
    return done;
}

bool io_fast_device_control(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG code, void *input,
                            uint32_t input_length, void *output, uint32_t output_length,
                            IO_STATUS_BLOCK *result) {
    PDEVICE_OBJECT device = target(file, start);
    PFAST_IO_DEVICE_CONTROL routine = IO_FAST_IO_ENTRY(device, FastIoDeviceControl);
    if (routine == NULL) return false;
    io_callout callout;
    io_fast_io_begin(&callout, device, "FastIoDeviceControl", 0);
    BOOLEAN done = routine(file, TRUE, input, input_length, output, output_length, code, result,
                           device);
    io_fast_io_end(&callout);
    return done;
}

// --- Network query open --------------------------------------------------------------------------

// The file object lives on the stack: it is no object, and nothing may be kept of it (F2).
static NTSTATUS query_on_stack(const io_open_request *request, PDEVICE_OBJECT device,
                               const UNICODE_STRING *rest, PVPB vpb,
                               FILE_NETWORK_OPEN_INFORMATION *information, bool *done) {
    PDEVICE_OBJECT top = vpb != NULL ? io_top_of_stack(vpb->DeviceObject) : io_top_of_stack(device);
    if (request->start != NULL) top = request->start;
    PFAST_IO_QUERY_OPEN routine = IO_FAST_IO_ENTRY(top, FastIoQueryOpen);
    *done = false;
    if (routine == NULL) return STATUS_NOT_SUPPORTED;

    FILE_OBJECT file;
    memset(&file, 0, sizeof file);
    file.Type = IO_TYPE_FILE;
    file.Size = sizeof file;
    file.DeviceObject = device;
    file.Vpb = vpb;
    file.FileName = *rest;
    file.RelatedFileObject = request->related;
    ACCESS_STATE access = {.OriginalDesiredAccess = FILE_READ_ATTRIBUTES};
    IO_SECURITY_CONTEXT security = {.AccessState = &access, .DesiredAccess = FILE_READ_ATTRIBUTES};

    PIRP irp = io_allocate_irp(top->StackSize);
    irp->Tail.Overlay.Thread = (PETHREAD)sim_current;
    irp->Tail.Overlay.OriginalFileObject = &file;
    irp->RequestorMode = UserMode;
    irp->Flags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API;
    // The stack location is set as if the IRP had been passed to the device.
    irp->CurrentLocation--;
    PIO_STACK_LOCATION stack = --irp->Tail.Overlay.CurrentStackLocation;
    stack->MajorFunction = IRP_MJ_CREATE;
    stack->FileObject = &file;
    stack->DeviceObject = top;
    stack->Parameters.Create.SecurityContext = &security;
    stack->Parameters.Create.Options = (FILE_OPEN << 24) | FILE_OPEN_REPARSE_POINT;
    stack->Parameters.Create.ShareAccess =
        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

    io_callout callout;
    io_fast_io_begin(&callout, top, "FastIoQueryOpen", 0);
    *done = routine(irp, information, top);
    io_fast_io_end(&callout);
    NTSTATUS status = irp->IoStatus.Status;
    io_free_irp(irp);
    if (file.FsContext != NULL) {
        sim_broken("A file system set FsContext in a network query open");
    }
    return status;
}

static NTSTATUS query_by_open(const io_open_request *request,
                              FILE_NETWORK_OPEN_INFORMATION *information) {
    io_open_request open = *request;
    open.access = FILE_READ_ATTRIBUTES | SYNCHRONIZE;
    open.share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    open.disposition = FILE_OPEN;
    open.options = FILE_SYNCHRONOUS_IO_NONALERT;
    PFILE_OBJECT file;
    NTSTATUS status = io_open(&open, &file, NULL);
    if (!NT_SUCCESS(status)) return status;
    status = io_query_information(file, NULL, FileNetworkOpenInformation, information,
                                  sizeof *information, IO_DEFAULT, NULL);
    io_cleanup(file);
    return status;
}

NTSTATUS io_query_network_open(const io_open_request *request,
                               FILE_NETWORK_OPEN_INFORMATION *information) {
    PDEVICE_OBJECT device = request->device;
    UNICODE_STRING rest = request->path;
    PVPB vpb = NULL;
    NTSTATUS status = STATUS_SUCCESS;
    bool done;
    if (request->related != NULL) device = request->related->DeviceObject;
    if (device == NULL) status = io_parse_path(&request->path, &device, &rest);
    if (NT_SUCCESS(status) && device->Vpb != NULL) status = io_mounted_vpb(device, &vpb);
    if (!NT_SUCCESS(status)) return status;
    if ((request->flags & IO_NO_FAST_IO) == 0) {
        status = query_on_stack(request, device, &rest, vpb, information, &done);
        if (done) return status;
    }
    return query_by_open(request, information);
}
