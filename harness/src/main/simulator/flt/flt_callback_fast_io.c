// Fast I/O: the same callbacks without an IRP, in the thread and at the IRQL of the caller.
#include <string.h>

#include "flt_internal.h"

static PFLT_VOLUME volume_of(PDEVICE_OBJECT device) {
    return *(PFLT_VOLUME *)device->DeviceExtension;
}

// The entry of the driver below, or NULL.
static const FAST_IO_DISPATCH *below(PFLT_VOLUME volume) {
    static const FAST_IO_DISPATCH nothing;
    const FAST_IO_DISPATCH *table = volume->below->DriverObject->FastIoDispatch;
    return table != NULL ? table : &nothing;
}

static flt_operation *begin(PFLT_VOLUME volume, UCHAR major, PFILE_OBJECT file) {
    flt_operation *operation = flt_operation_create(volume, flt_target_of(file), major, file,
                                                    FLTFL_CALLBACK_DATA_FAST_IO_OPERATION);
    operation->data->RequestorMode = UserMode;
    return operation;
}

// Whether the operation goes to the file system. If not, it has been completed or disallowed.
static bool goes_down(flt_operation *operation) {
    return flt_run_pre(operation) == FLT_FLOW_DOWN;
}

// Runs the callbacks upwards. Returns whether the fast path was taken.
static BOOLEAN end(flt_operation *operation, bool went_down, BOOLEAN taken,
                   IO_STATUS_BLOCK *status) {
    FLT_CALLBACK_DATA *data = operation->data;
    if (went_down) {
        data->IoStatus = *status;
        if (!taken) data->IoStatus.Status = STATUS_FLT_DISALLOW_FAST_IO;
    } else {
        taken = !operation->disallowed;
    }
    flt_run_post(operation);
    taken = taken && !operation->disallowed;
    if (taken) *status = data->IoStatus;
    flt_operation_release(operation);
    return taken;
}

// Nobody has callbacks for it, or the driver below does not have the entry.
static bool is_plain(PFLT_VOLUME volume, UCHAR major) {
    return volume == NULL || !volume->interested[flt_major_index(major)];
}

#define PARAMETERS (operation->data->Iopb->Parameters)

static BOOLEAN NTAPI check_if_possible(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                       BOOLEAN wait, ULONG key, BOOLEAN for_read,
                                       PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_CHECK_IF_POSSIBLE entry = below(volume)->FastIoCheckIfPossible;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE)) {
        return entry(file, offset, length, wait, key, for_read, status, volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE, file);
    PARAMETERS.FastIoCheckIfPossible.FileOffset = *offset;
    PARAMETERS.FastIoCheckIfPossible.Length = length;
    PARAMETERS.FastIoCheckIfPossible.LockKey = key;
    PARAMETERS.FastIoCheckIfPossible.CheckForReadOperation = for_read;
    bool down = goes_down(operation);
    BOOLEAN taken =
        down && entry(file, offset, length, wait, key, for_read, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI fast_read(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length, BOOLEAN wait,
                               ULONG key, PVOID buffer, PIO_STATUS_BLOCK status,
                               PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_READ entry = below(volume)->FastIoRead;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_READ)) {
        return entry(file, offset, length, wait, key, buffer, status, volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_READ, file);
    PARAMETERS.Read.Length = length;
    PARAMETERS.Read.Key = key;
    PARAMETERS.Read.ByteOffset = *offset;
    PARAMETERS.Read.ReadBuffer = buffer;
    bool down = goes_down(operation);
    LARGE_INTEGER at = PARAMETERS.Read.ByteOffset;
    BOOLEAN taken = down && entry(file, &at, PARAMETERS.Read.Length, wait, PARAMETERS.Read.Key,
                                  PARAMETERS.Read.ReadBuffer, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI fast_write(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                BOOLEAN wait,
                                ULONG key, PVOID buffer, PIO_STATUS_BLOCK status,
                                PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_WRITE entry = below(volume)->FastIoWrite;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_WRITE)) {
        return entry(file, offset, length, wait, key, buffer, status, volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_WRITE, file);
    PARAMETERS.Write.Length = length;
    PARAMETERS.Write.Key = key;
    PARAMETERS.Write.ByteOffset = *offset;
    PARAMETERS.Write.WriteBuffer = buffer;
    bool down = goes_down(operation);
    LARGE_INTEGER at = PARAMETERS.Write.ByteOffset;
    BOOLEAN taken = down && entry(file, &at, PARAMETERS.Write.Length, wait, PARAMETERS.Write.Key,
                                  PARAMETERS.Write.WriteBuffer, status, volume->below);
    return end(operation, down, taken, status);
}

static flt_operation *begin_query(PFLT_VOLUME volume, PFILE_OBJECT file,
                                  FILE_INFORMATION_CLASS class_,
                                  PVOID buffer, ULONG length) {
    flt_operation *operation = begin(volume, IRP_MJ_QUERY_INFORMATION, file);
    PARAMETERS.QueryFileInformation.Length = length;
    PARAMETERS.QueryFileInformation.FileInformationClass = class_;
    PARAMETERS.QueryFileInformation.InfoBuffer = buffer;
    return operation;
}

static BOOLEAN NTAPI query_basic(PFILE_OBJECT file, BOOLEAN wait, PFILE_BASIC_INFORMATION buffer,
                                 PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_QUERY_BASIC_INFO entry = below(volume)->FastIoQueryBasicInfo;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_QUERY_INFORMATION)) {
        return entry(file, wait, buffer, status, volume->below);
    }
    flt_operation *operation =
        begin_query(volume, file, FileBasicInformation, buffer, sizeof *buffer);
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, wait, PARAMETERS.QueryFileInformation.InfoBuffer, status,
                                  volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI query_standard(PFILE_OBJECT file, BOOLEAN wait,
                                    PFILE_STANDARD_INFORMATION buffer, PIO_STATUS_BLOCK status,
                                    PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_QUERY_STANDARD_INFO entry = below(volume)->FastIoQueryStandardInfo;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_QUERY_INFORMATION)) {
        return entry(file, wait, buffer, status, volume->below);
    }
    flt_operation *operation =
        begin_query(volume, file, FileStandardInformation, buffer, sizeof *buffer);
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, wait, PARAMETERS.QueryFileInformation.InfoBuffer, status,
                                  volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI query_network_open(PFILE_OBJECT file, BOOLEAN wait,
                                        PFILE_NETWORK_OPEN_INFORMATION buffer,
                                        PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_QUERY_NETWORK_OPEN_INFO entry = below(volume)->FastIoQueryNetworkOpenInfo;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_QUERY_INFORMATION)) {
        return entry(file, wait, buffer, status, volume->below);
    }
    flt_operation *operation =
        begin_query(volume, file, FileNetworkOpenInformation, buffer, sizeof *buffer);
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, wait, PARAMETERS.QueryFileInformation.InfoBuffer, status,
                                  volume->below);
    return end(operation, down, taken, status);
}

// The open by name: its file object lies on the I/O manager's stack.
static BOOLEAN NTAPI query_open(PIRP irp, PFILE_NETWORK_OPEN_INFORMATION buffer,
                                PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_QUERY_OPEN entry = below(volume)->FastIoQueryOpen;
    if (entry == NULL) return FALSE;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    stack->DeviceObject = volume->below;
    if (is_plain(volume, IRP_MJ_NETWORK_QUERY_OPEN)) return entry(irp, buffer, volume->below);
    flt_operation *operation = begin(volume, IRP_MJ_NETWORK_QUERY_OPEN, stack->FileObject);
    PARAMETERS.NetworkQueryOpen.Irp = irp;
    PARAMETERS.NetworkQueryOpen.NetworkInformation = buffer;
    bool down = goes_down(operation);
    BOOLEAN taken =
        down && entry(irp, PARAMETERS.NetworkQueryOpen.NetworkInformation, volume->below);
    return end(operation, down, taken, &irp->IoStatus);
}

static flt_operation *begin_lock(PFLT_VOLUME volume, PFILE_OBJECT file, UCHAR minor,
                                 PLARGE_INTEGER offset, PLARGE_INTEGER length, PEPROCESS process,
                                 ULONG key) {
    flt_operation *operation = begin(volume, IRP_MJ_LOCK_CONTROL, file);
    operation->data->Iopb->MinorFunction = minor;
    if (offset != NULL) PARAMETERS.LockControl.ByteOffset = *offset;
    PARAMETERS.LockControl.Length = length;
    PARAMETERS.LockControl.Key = key;
    PARAMETERS.LockControl.ProcessId = process;
    return operation;
}

static BOOLEAN NTAPI fast_lock(PFILE_OBJECT file, PLARGE_INTEGER offset, PLARGE_INTEGER length,
                               PEPROCESS process, ULONG key, BOOLEAN immediately, BOOLEAN exclusive,
                               PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_LOCK entry = below(volume)->FastIoLock;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_LOCK_CONTROL)) {
        return entry(file, offset, length, process, key, immediately, exclusive, status,
                     volume->below);
    }
    flt_operation *operation =
        begin_lock(volume, file, IRP_MN_LOCK, offset, length, process, key);
    PARAMETERS.LockControl.FailImmediately = immediately;
    PARAMETERS.LockControl.ExclusiveLock = exclusive;
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, offset, length, process, key, immediately, exclusive,
                                  status,
                                  volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI unlock_single(PFILE_OBJECT file, PLARGE_INTEGER offset, PLARGE_INTEGER length,
                                   PEPROCESS process, ULONG key, PIO_STATUS_BLOCK status,
                                   PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_UNLOCK_SINGLE entry = below(volume)->FastIoUnlockSingle;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_LOCK_CONTROL)) {
        return entry(file, offset, length, process, key, status, volume->below);
    }
    flt_operation *operation =
        begin_lock(volume, file, IRP_MN_UNLOCK_SINGLE, offset, length, process, key);
    bool down = goes_down(operation);
    BOOLEAN taken =
        down && entry(file, offset, length, process, key, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI unlock_all(PFILE_OBJECT file, PEPROCESS process, PIO_STATUS_BLOCK status,
                                PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_UNLOCK_ALL entry = below(volume)->FastIoUnlockAll;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_LOCK_CONTROL)) return entry(file, process, status, volume->below);
    flt_operation *operation =
        begin_lock(volume, file, IRP_MN_UNLOCK_ALL, NULL, NULL, process, 0);
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, process, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI unlock_all_by_key(PFILE_OBJECT file, PVOID process, ULONG key,
                                       PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_UNLOCK_ALL_BY_KEY entry = below(volume)->FastIoUnlockAllByKey;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_LOCK_CONTROL)) {
        return entry(file, process, key, status, volume->below);
    }
    flt_operation *operation =
        begin_lock(volume, file, IRP_MN_UNLOCK_ALL_BY_KEY, NULL, NULL, process, key);
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, process, key, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI device_control(PFILE_OBJECT file, BOOLEAN wait, PVOID input,
                                    ULONG input_length,
                                    PVOID output, ULONG output_length, ULONG code,
                                    PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_DEVICE_CONTROL entry = below(volume)->FastIoDeviceControl;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_DEVICE_CONTROL)) {
        return entry(file, wait, input, input_length, output, output_length, code, status,
                     volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_DEVICE_CONTROL, file);
    PARAMETERS.DeviceIoControl.FastIo.OutputBufferLength = output_length;
    PARAMETERS.DeviceIoControl.FastIo.InputBufferLength = input_length;
    PARAMETERS.DeviceIoControl.FastIo.IoControlCode = code;
    PARAMETERS.DeviceIoControl.FastIo.InputBuffer = input;
    PARAMETERS.DeviceIoControl.FastIo.OutputBuffer = output;
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, wait, input, input_length, output, output_length, code,
                                  status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI mdl_read(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length, ULONG key,
                              PMDL *chain, PIO_STATUS_BLOCK status, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_MDL_READ entry = below(volume)->MdlRead;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_MDL_READ)) {
        return entry(file, offset, length, key, chain, status, volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_MDL_READ, file);
    PARAMETERS.MdlRead.FileOffset = *offset;
    PARAMETERS.MdlRead.Length = length;
    PARAMETERS.MdlRead.Key = key;
    PARAMETERS.MdlRead.MdlChain = chain;
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, offset, length, key, chain, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI mdl_read_complete(PFILE_OBJECT file, PMDL chain, PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_MDL_READ_COMPLETE entry = below(volume)->MdlReadComplete;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_MDL_READ_COMPLETE)) return entry(file, chain, volume->below);
    flt_operation *operation = begin(volume, IRP_MJ_MDL_READ_COMPLETE, file);
    PARAMETERS.MdlReadComplete.MdlChain = chain;
    bool down = goes_down(operation);
    IO_STATUS_BLOCK status = {{STATUS_SUCCESS}, 0};
    BOOLEAN taken = down && entry(file, chain, volume->below);
    return end(operation, down, taken, &status);
}

static BOOLEAN NTAPI prepare_mdl_write(PFILE_OBJECT file, PLARGE_INTEGER offset, ULONG length,
                                       ULONG key, PMDL *chain, PIO_STATUS_BLOCK status,
                                       PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_PREPARE_MDL_WRITE entry = below(volume)->PrepareMdlWrite;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_PREPARE_MDL_WRITE)) {
        return entry(file, offset, length, key, chain, status, volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_PREPARE_MDL_WRITE, file);
    PARAMETERS.PrepareMdlWrite.FileOffset = *offset;
    PARAMETERS.PrepareMdlWrite.Length = length;
    PARAMETERS.PrepareMdlWrite.Key = key;
    PARAMETERS.PrepareMdlWrite.MdlChain = chain;
    bool down = goes_down(operation);
    BOOLEAN taken = down && entry(file, offset, length, key, chain, status, volume->below);
    return end(operation, down, taken, status);
}

static BOOLEAN NTAPI mdl_write_complete(PFILE_OBJECT file, PLARGE_INTEGER offset, PMDL chain,
                                        PDEVICE_OBJECT device) {
    PFLT_VOLUME volume = volume_of(device);
    PFAST_IO_MDL_WRITE_COMPLETE entry = below(volume)->MdlWriteComplete;
    if (entry == NULL) return FALSE;
    if (is_plain(volume, IRP_MJ_MDL_WRITE_COMPLETE)) {
        return entry(file, offset, chain, volume->below);
    }
    flt_operation *operation = begin(volume, IRP_MJ_MDL_WRITE_COMPLETE, file);
    PARAMETERS.MdlWriteComplete.FileOffset = *offset;
    PARAMETERS.MdlWriteComplete.MdlChain = chain;
    bool down = goes_down(operation);
    IO_STATUS_BLOCK status = {{STATUS_SUCCESS}, 0};
    BOOLEAN taken = down && entry(file, offset, chain, volume->below);
    return end(operation, down, taken, &status);
}

void flt_fast_io_table(FAST_IO_DISPATCH *table) {
    *table = (FAST_IO_DISPATCH){
        .SizeOfFastIoDispatch = sizeof *table,
        .FastIoCheckIfPossible = check_if_possible,
        .FastIoRead = fast_read,
        .FastIoWrite = fast_write,
        .FastIoQueryBasicInfo = query_basic,
        .FastIoQueryStandardInfo = query_standard,
        .FastIoLock = fast_lock,
        .FastIoUnlockSingle = unlock_single,
        .FastIoUnlockAll = unlock_all,
        .FastIoUnlockAllByKey = unlock_all_by_key,
        .FastIoDeviceControl = device_control,
        .FastIoQueryNetworkOpenInfo = query_network_open,
        .MdlRead = mdl_read,
        .MdlReadComplete = mdl_read_complete,
        .PrepareMdlWrite = prepare_mdl_write,
        .MdlWriteComplete = mdl_write_complete,
        .FastIoQueryOpen = query_open,
    };
}
