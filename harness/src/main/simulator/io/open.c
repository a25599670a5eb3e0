// Opening files: the path, the file object, the create request, reparsing.
#include <string.h>

#include "internal.h"

#define NOT_A_CHARACTER 0xFFFF
#define REPARSE_LIMIT 32

// --- Paths ---------------------------------------------------------------------------------------

static bool starts_with(const UNICODE_STRING *string, const char *prefix) {
    size_t length = strlen(prefix);
    if (string->Length / sizeof(WCHAR) < length) return false;
    for (size_t i = 0; i < length; i++) {
        if (string->Buffer[i] != (WCHAR)prefix[i]) return false;
    }
    return true;
}

static PDEVICE_OBJECT lookup(const UNICODE_STRING *name, UNICODE_STRING *rest) {
    void *object = ob_lookup(name, rest);
    return object != NULL && ob_is(object, &ob_device_type) ? object : NULL;
}

static UNICODE_STRING without_head(const UNICODE_STRING *string, size_t characters) {
    USHORT bytes = (USHORT)(characters * sizeof(WCHAR));
    return (UNICODE_STRING){(USHORT)(string->Length - bytes), (USHORT)(string->Length - bytes),
                            string->Buffer + characters};
}

// "C:\…": the disk of that letter, or what a link in the directory of DOS devices leads to. The
// rest of the path may lie in the text that came of following the link.
static PDEVICE_OBJECT lookup_drive(const UNICODE_STRING *path, UNICODE_STRING *rest) {
    static const WCHAR directory[] = L"\\DosDevices\\";
    const size_t head = sizeof directory - sizeof(WCHAR);
    size_t characters = path->Length / sizeof(WCHAR);
    if (characters >= 2 && path->Buffer[1] == L':' &&
        (characters == 2 || path->Buffer[2] == L'\\')) {
        io_disk *disk = io_disk_at((char)RtlUpcaseUnicodeChar(path->Buffer[0]));
        *rest = without_head(path, 2);
        if (disk != NULL) return disk->device;
    }
    uint8_t *text = sim_alloc(head + path->Length);
    memcpy(text, directory, head);
    memcpy(text + head, path->Buffer, path->Length);
    USHORT length = (USHORT)(head + path->Length);
    UNICODE_STRING name = {length, length, (WCHAR *)text};
    PDEVICE_OBJECT device = lookup(&name, rest);
    // Where no link was followed, the rest lies in the composed text, which then lives as long as
    // the run.
    if ((uintptr_t)rest->Buffer - (uintptr_t)text > length) sim_free(text);
    return device;
}

NTSTATUS io_parse_path(const UNICODE_STRING *path, PDEVICE_OBJECT *device, UNICODE_STRING *rest) {
    if (starts_with(path, "\\??\\")) {
        UNICODE_STRING dos = without_head(path, 4);
        *device = lookup_drive(&dos, rest);
    } else if (starts_with(path, "\\DosDevices\\")) {
        UNICODE_STRING dos = without_head(path, 12);
        *device = lookup_drive(&dos, rest);
    } else if (path->Length >= 4 && path->Buffer[1] == L':') {
        *device = lookup_drive(path, rest);
    } else {
        *device = lookup(path, rest);
    }
    return *device != NULL ? STATUS_SUCCESS : STATUS_OBJECT_PATH_NOT_FOUND;
}

// --- The file object -----------------------------------------------------------------------------

static ULONG file_flags(const io_open_request *request) {
    ULONG flags = 0, options = request->options;
    if ((options & (FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT)) != 0) {
        flags |= FO_SYNCHRONOUS_IO;
    }
    if ((options & FILE_SYNCHRONOUS_IO_ALERT) != 0) flags |= FO_ALERTABLE_IO;
    if ((options & FILE_NO_INTERMEDIATE_BUFFERING) != 0) flags |= FO_NO_INTERMEDIATE_BUFFERING;
    if ((options & FILE_WRITE_THROUGH) != 0) flags |= FO_WRITE_THROUGH;
    if ((options & FILE_SEQUENTIAL_ONLY) != 0) flags |= FO_SEQUENTIAL_ONLY;
    if ((options & FILE_RANDOM_ACCESS) != 0) flags |= FO_RANDOM_ACCESS;
    if ((request->flags & IO_CASE_SENSITIVE) != 0) flags |= FO_OPENED_CASE_SENSITIVE;
    return flags;
}

static bool is_direct(const io_open_request *request, const UNICODE_STRING *rest) {
    const ACCESS_MASK attributes = FILE_READ_ATTRIBUTES | READ_CONTROL | WRITE_DAC | WRITE_OWNER |
                                   SYNCHRONIZE | ACCESS_SYSTEM_SECURITY;
    return rest->Length == 0 && request->related == NULL && (request->access & ~attributes) == 0 &&
           request->start == NULL;
}

static NTSTATUS create_file(const io_open_request *request, PDEVICE_OBJECT device,
                            const UNICODE_STRING *rest, PFILE_OBJECT *result) {
    PVPB vpb = NULL;
    bool direct = device->Vpb != NULL && is_direct(request, rest);
    if (device->Vpb != NULL && !direct) {
        NTSTATUS status = io_mounted_vpb(device, &vpb);
        if (!NT_SUCCESS(status)) return status;
    }
    PFILE_OBJECT file = io_create_file_object(device);
    file->Flags = file_flags(request) | (direct ? FO_DIRECT_DEVICE_OPEN : 0);
    file->RelatedFileObject = request->related;
    if (vpb != NULL) {
        file->Vpb = vpb;
        io_reference_vpb(vpb);
        io_file_of(file)->vpb_referenced = true;
    }
    if (rest->Length != 0) {
        // The I/O manager's buffer has room to spare, and a driver may put another in its place.
        // What is in the room is no zero: nothing says that the name ends with one.
        USHORT size = (USHORT)(rest->Length + sizeof(WCHAR));
        file->FileName.Buffer = ex_pool_allocate(SIM_PAGED, size, IO_TAG_NAME, "file object name");
        memcpy(file->FileName.Buffer, rest->Buffer, rest->Length);
        file->FileName.Buffer[rest->Length / sizeof(WCHAR)] = NOT_A_CHARACTER;
        file->FileName.Length = rest->Length;
        file->FileName.MaximumLength = size;
    }
    io_file *state = io_file_of(file);
    state->start = request->start;
    state->ignores_share = (request->flags & IO_IGNORE_SHARE) != 0;
    if (request->transaction != NULL) {
        state->transaction_block.Length = sizeof state->transaction_block;
        state->transaction_block.TransactionObject = request->transaction;
        state->transaction = &state->transaction_block;
        ob_reference(request->transaction);
    }
    if (sim_recording) sim_name(ob_identity(file), "%s", sim_text(rest));
    *result = file;
    return STATUS_SUCCESS;
}

// --- The request ---------------------------------------------------------------------------------

static UCHAR stack_flags(const io_open_request *request) {
    UCHAR flags = 0;
    if ((request->flags & IO_PAGING_FILE) != 0) flags |= SL_OPEN_PAGING_FILE;
    if ((request->flags & IO_TARGET_DIRECTORY) != 0) flags |= SL_OPEN_TARGET_DIRECTORY;
    if ((request->flags & IO_CASE_SENSITIVE) != 0) flags |= SL_CASE_SENSITIVE;
    if ((request->flags & IO_ACCESS_CHECK) != 0) flags |= SL_FORCE_ACCESS_CHECK;
    return flags;
}

static NTSTATUS send_create(const io_open_request *request, PFILE_OBJECT file,
                            IO_STATUS_BLOCK *result) {
    ACCESS_STATE access = {.OriginalDesiredAccess = request->access,
                           .RemainingDesiredAccess = request->access};
    IO_SECURITY_CONTEXT security = {.AccessState = &access,
                                    .DesiredAccess = request->access,
                                    .FullCreateOptions = request->options};
    PDEVICE_OBJECT start = request->start;
    PIO_STACK_LOCATION stack;
    PIRP irp = io_build(file, &start, IRP_MJ_CREATE, &stack);
    irp->Flags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API | IRP_DEFER_IO_COMPLETION;
    irp->RequestorMode = (request->flags & IO_KERNEL_MODE) != 0 ? KernelMode : UserMode;
    irp->Overlay.AllocationSize = request->allocation;
    irp->AssociatedIrp.SystemBuffer = request->ea;
    stack->Flags = stack_flags(request);
    stack->Parameters.Create.SecurityContext = &security;
    stack->Parameters.Create.Options =
        (request->disposition << 24) | (request->options & FILE_VALID_OPTION_FLAGS);
    stack->Parameters.Create.FileAttributes = (USHORT)request->attributes;
    stack->Parameters.Create.ShareAccess = (USHORT)request->share;
    stack->Parameters.Create.EaLength = request->ea_length;
    io_irp_record *record = io_record_of(irp);
    record->ecps = request->ecps;
    record->pend = (request->flags & IO_PEND) != 0;
    return io_send(start, irp, result);
}

// Whether the name of the device was left to be parsed again, and how.
static NTSTATUS open_once(const io_open_request *request, PDEVICE_OBJECT device,
                          const UNICODE_STRING *rest, PFILE_OBJECT *result,
                          IO_STATUS_BLOCK *status_block) {
    PFILE_OBJECT file;
    NTSTATUS status = create_file(request, device, rest, &file);
    if (!NT_SUCCESS(status)) {
        *result = NULL;
        return status;
    }
    *result = file;
    status = send_create(request, file, status_block);
    file->RelatedFileObject = NULL;
    return status;
}

static NTSTATUS open_all(const io_open_request *request, PFILE_OBJECT *result,
                         IO_STATUS_BLOCK *status_block) {
    io_open_request current = *request;
    PDEVICE_OBJECT device = request->device;
    UNICODE_STRING rest = request->path;
    PFILE_OBJECT former = NULL; // its name is the path
    NTSTATUS status = STATUS_SUCCESS;

    if (request->related != NULL) {
        device = request->related->DeviceObject;
    } else if (device == NULL) {
        status = io_parse_path(&request->path, &device, &rest);
    }
    for (int i = 0; NT_SUCCESS(status) && i < REPARSE_LIMIT; i++) {
        PFILE_OBJECT file;
        status = open_once(&current, device, &rest, &file, status_block);
        if (former != NULL) ob_dereference(former);
        former = NULL;
        if (file == NULL) return status;
        if (status != STATUS_REPARSE && NT_SUCCESS(status)) {
            *result = file;
            return status;
        }
        if (status != STATUS_REPARSE || (request->flags & IO_NO_REPARSE) != 0 ||
            status_block->Information != IO_REPARSE) {
            ob_dereference(file);
            return status;
        }
        // The file object's name is now a full one.
        former = file;
        current.related = NULL;
        status = io_parse_path(&file->FileName, &device, &rest);
        if (NT_SUCCESS(status) && sim_recording) {
            sim_trace("The open goes on as %s", sim_text(&file->FileName));
        }
    }
    if (former != NULL) ob_dereference(former);
    return NT_SUCCESS(status) ? STATUS_REPARSE_POINT_NOT_RESOLVED : status;
}

NTSTATUS io_open(const io_open_request *request, PFILE_OBJECT *result, IO_STATUS_BLOCK *block) {
    IO_STATUS_BLOCK status_block = {0};
    PFILE_OBJECT file = NULL;
    PEPROCESS former = sim_current->process;
    if (request->process != NULL) ps_set_process(sim_current, request->process);
    NTSTATUS status = open_all(request, &file, &status_block);
    if (request->process != NULL) ps_set_process(sim_current, former);

    if (file != NULL && (file->Flags & FO_FILE_OPEN_CANCELLED) == 0) {
        io_file_of(file)->opened = true;
        io_file_of(file)->handles = 1;
        file->Flags |= FO_HANDLE_CREATED;
        sim_history(ob_identity(file), "opened", -1);
    } else if (file != NULL) {
        sim_report(RULE_L8, ob_identity(file), SIM_NO_BUGCHECK,
                   "A create succeeds whose file was closed by IoCancelFileOpen");
        ob_dereference(file);
        file = NULL;
        status = STATUS_FILE_CLOSED;
    }
    if (block != NULL) {
        block->Status = status;
        block->Information = status_block.Information;
    }
    *result = file;
    return status;
}

NTSTATUS io_open_path(const char *path, ACCESS_MASK access, ULONG disposition, ULONG options,
                      PFILE_OBJECT *file) {
    WCHAR text[1024];
    USHORT length = 0;
    while (path[length] != 0 && length < 1023) {
        text[length] = (WCHAR)(uint8_t)path[length];
        length++;
    }
    USHORT bytes = (USHORT)(length * sizeof(WCHAR));
    io_open_request request = {
        .path = {bytes, bytes, text},
        .access = access,
        .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        .disposition = disposition,
        .options = options | FILE_SYNCHRONOUS_IO_NONALERT,
    };
    return io_open(&request, file, NULL);
}
