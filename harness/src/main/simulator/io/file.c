// File objects: from the open to the close.
#include <string.h>

#include "internal.h"

bool io_is_file(PFILE_OBJECT file) { return ob_is(file, &ob_file_type); }

sim_identity io_file_identity(PFILE_OBJECT file) { return ob_identity(file); }

bool io_is_cleaned_up(PFILE_OBJECT file) { return io_file_of(file)->cleaned_up; }

bool io_has_no_handle(PFILE_OBJECT file) {
    return io_file_of(file)->cleaned_up || io_file_of(file)->stream;
}

PDEVICE_OBJECT io_start_of(PFILE_OBJECT file) {
    return io_is_file(file) ? io_file_of(file)->start : NULL;
}

void io_reference_file(PFILE_OBJECT file) { ob_reference(file); }

void io_dereference_file(PFILE_OBJECT file) { ob_dereference(file); }

// --- Cleanup and close ---------------------------------------------------------------------------

static void send_end(PFILE_OBJECT file, PDEVICE_OBJECT start, UCHAR major, ULONG flags) {
    PIO_STACK_LOCATION stack;
    PIRP irp = io_build(file, &start, major, &stack);
    irp->Flags = flags | IRP_SYNCHRONOUS_API;
    irp->RequestorMode = KernelMode;
    io_send(start, irp, NULL);
}

void io_send_cleanup(PFILE_OBJECT file, PDEVICE_OBJECT start) {
    io_file_of(file)->cleaned_up = true;
    send_end(file, start, IRP_MJ_CLEANUP, IRP_CLOSE_OPERATION);
    file->Flags |= FO_CLEANUP_COMPLETE;
}

void io_send_close(PFILE_OBJECT file, PDEVICE_OBJECT start) {
    io_file_of(file)->opened = false;
    send_end(file, start, IRP_MJ_CLOSE, IRP_CLOSE_OPERATION);
    fsrtl_file_object_ends(file);
}

static void end_handle(PFILE_OBJECT file) {
    io_file *state = io_file_of(file);
    if (state->handles > 0 || ob_handle_count(file) > 0) return;
    if (state->opened && !state->stream && !state->cleaned_up) {
        io_lock_file(file);
        io_send_cleanup(file, NULL);
        io_unlock_file(file);
    }
}

void io_add_handle(PFILE_OBJECT file) {
    io_file_of(file)->handles++;
    ob_reference(file);
}

void io_cleanup(PFILE_OBJECT file) {
    io_file *state = io_file_of(file);
    if (state->handles == 0) sim_broken("A handle of a file is closed that was not opened");
    state->handles--;
    end_handle(file);
    ob_dereference(file);
}

static void handle_closed(void *body, PEPROCESS process, uint32_t handles) { end_handle(body); }

static void destroy(void *body) {
    PFILE_OBJECT file = body;
    io_file *state = body;
    if (state->opened) {
        if (ke_irql() > PASSIVE_LEVEL) {
            sim_report(RULE_OBJECT, ob_identity(file), SIM_BUGCHECK(0xA, file, ke_irql(), 0, 0),
                       "The last reference of a file object goes at IRQL %u", ke_irql());
        }
        io_send_close(file, NULL);
    } else {
        fsrtl_file_object_ends(file);
    }
    if (file->FileName.Buffer != NULL) ex_pool_free(file->FileName.Buffer);
    if (state->transaction != NULL) ob_dereference(state->transaction->TransactionObject);
    if (state->vpb_referenced) io_dereference_vpb(file->Vpb);
    if (file->DeviceObject != NULL) ob_dereference(file->DeviceObject);
}

PFILE_OBJECT io_create_file_object(PDEVICE_OBJECT device) {
    io_file *file = ob_create(&ob_file_type, sizeof *file, destroy);
    file->public.Type = IO_TYPE_FILE;
    file->public.Size = sizeof(FILE_OBJECT);
    file->public.DeviceObject = device;
    ke_event_initialize(&file->public.Lock, SynchronizationEvent, false);
    ke_event_initialize(&file->public.Event, NotificationEvent, false);
    InitializeListHead(&file->public.IrpList);
    ob_reference(device);
    return &file->public;
}

// --- Requests on synchronous files are one after the other ---------------------------------------

void io_lock_file(PFILE_OBJECT file) {
    if ((file->Flags & FO_SYNCHRONOUS_IO) == 0 || !io_is_file(file)) return;
    io_file *state = io_file_of(file);
    while (state->busy) sim_wait(&state->busy, "a synchronous file object", SIM_FOREVER);
    state->busy = true;
}

void io_unlock_file(PFILE_OBJECT file) {
    if ((file->Flags & FO_SYNCHRONOUS_IO) == 0 || !io_is_file(file)) return;
    io_file *state = io_file_of(file);
    state->busy = false;
    sim_wake(&state->busy);
}

// --- Stream file objects -------------------------------------------------------------------------

PFILE_OBJECT io_create_stream_file(PFILE_OBJECT related, PDEVICE_OBJECT device) {
    if (related != NULL) device = related->DeviceObject;
    PFILE_OBJECT file = io_create_file_object(device);
    file->Flags = FO_STREAM_FILE;
    io_file_of(file)->stream = true;
    io_file_of(file)->opened = true;
    if (related != NULL && related->Vpb != NULL) {
        file->Vpb = related->Vpb;
    } else if (device->Vpb != NULL) {
        file->Vpb = (PVPB)device->Vpb;
    }
    if (file->Vpb != NULL) {
        io_reference_vpb(file->Vpb);
        io_file_of(file)->vpb_referenced = true;
    }
    sim_history(ob_identity(file), "created as a stream file object", -1);
    return file;
}

PFILE_OBJECT NTAPI IoCreateStreamFileObject(PFILE_OBJECT FileObject, PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoCreateStreamFileObject);
    PFILE_OBJECT file = io_create_stream_file(FileObject, DeviceObject);
    // With a handle that is closed at once: the file system sees the cleanup.
    io_send_cleanup(file, NULL);
    if (IO_FROM_DRIVER()) ob_grant(file);
    return file;
}

PFILE_OBJECT NTAPI IoCreateStreamFileObjectEx(PFILE_OBJECT FileObject, PDEVICE_OBJECT DeviceObject,
                                              PHANDLE FileObjectHandle) {
    SIM_CALL(IoCreateStreamFileObjectEx);
    PFILE_OBJECT file = io_create_stream_file(FileObject, DeviceObject);
    if (FileObjectHandle != NULL) {
        *FileObjectHandle = ob_insert_handle(file, 0, true);
        io_file_of(file)->stream = false; // the handle's cleanup is sent
    } else {
        io_send_cleanup(file, NULL);
    }
    return file;
}

PFILE_OBJECT NTAPI IoCreateStreamFileObjectLite(PFILE_OBJECT FileObject,
                                                PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoCreateStreamFileObjectLite);
    return io_create_stream_file(FileObject, DeviceObject);
}

// --- What a driver asks of a file object ---------------------------------------------------------

TXN_PARAMETER_BLOCK *NTAPI IoGetTransactionParameterBlock(PFILE_OBJECT FileObject) {
    SIM_CALL(IoGetTransactionParameterBlock);
    return io_is_file(FileObject) ? io_file_of(FileObject)->transaction : NULL;
}

PVOID io_transaction_of_file(PFILE_OBJECT file) {
    TXN_PARAMETER_BLOCK *block = io_is_file(file) ? io_file_of(file)->transaction : NULL;
    return block != NULL ? block->TransactionObject : NULL;
}

BOOLEAN NTAPI IoIsFileOriginRemote(PFILE_OBJECT FileObject) {
    SIM_CALL(IoIsFileOriginRemote);
    return (FileObject->Flags & FO_REMOTE_ORIGIN) != 0;
}

NTSTATUS NTAPI IoReplaceFileObjectName(PFILE_OBJECT FileObject, PWSTR NewFileName,
                                       USHORT FileNameLength) {
    SIM_CALL(IoReplaceFileObjectName);
    SIM_FAULT(IoReplaceFileObjectName);
    if (FileNameLength > FileObject->FileName.MaximumLength) {
        WCHAR *buffer =
            ex_pool_allocate(SIM_PAGED, FileNameLength, IO_TAG_NAME, "file object name");
        if (FileObject->FileName.Buffer != NULL) ex_pool_free(FileObject->FileName.Buffer);
        FileObject->FileName.Buffer = buffer;
        FileObject->FileName.MaximumLength = FileNameLength;
    }
    memcpy(FileObject->FileName.Buffer, NewFileName, FileNameLength);
    FileObject->FileName.Length = FileNameLength;
    return STATUS_SUCCESS;
}

// The open is taken back before anyone has a handle: "ntifs/nf-ntifs-iocancelfileopen".
VOID NTAPI IoCancelFileOpen(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject) {
    SIM_CALL(IoCancelFileOpen);
    if ((FileObject->Flags & (FO_HANDLE_CREATED | FO_FILE_OPEN_CANCELLED)) != 0) {
        sim_report(RULE_L8, ob_identity(FileObject),
                   SIM_BUGCHECK(0xE8, FileObject, DeviceObject, 0, 0),
                   "IoCancelFileOpen was called for a file object %s",
                   (FileObject->Flags & FO_HANDLE_CREATED) != 0 ? "that has a handle"
                                                                : "that was cancelled before");
        return;
    }
    FileObject->Flags |= FO_FILE_OPEN_CANCELLED;
    io_send_cleanup(FileObject, DeviceObject);
    io_send_close(FileObject, DeviceObject);
}

__attribute__((constructor)) static void register_type(void) { ob_file_type.close = handle_closed; }
