// System services on files, and the I/O manager's routines that open them for drivers.
#include <string.h>

#include "internal.h"

typedef struct opening {
    PHANDLE handle;
    ACCESS_MASK access;
    POBJECT_ATTRIBUTES attributes;
    PIO_STATUS_BLOCK status;
    PLARGE_INTEGER size;
    ULONG file_attributes, share, disposition, options;
    PVOID ea;
    ULONG ea_length;
    ULONG flags; // IO_OPEN_PAGING_FILE, …
    PDEVICE_OBJECT hint;
    PIO_DRIVER_CREATE_CONTEXT context;
    bool from_driver;
} opening;

static io_flags flags_of(const opening *open) {
    io_flags flags = IO_KERNEL_MODE;
    if ((open->flags & IO_OPEN_PAGING_FILE) != 0) flags |= IO_PAGING_FILE;
    if ((open->flags & IO_OPEN_TARGET_DIRECTORY) != 0) flags |= IO_TARGET_DIRECTORY;
    if ((open->flags & IO_FORCE_ACCESS_CHECK) != 0) flags |= IO_ACCESS_CHECK;
    if ((open->flags & IO_STOP_ON_SYMLINK) != 0) flags |= IO_NO_REPARSE;
    if ((open->flags & IO_IGNORE_SHARE_ACCESS_CHECK) != 0) flags |= IO_IGNORE_SHARE;
    if ((open->attributes->Attributes & OBJ_CASE_INSENSITIVE) == 0) flags |= IO_CASE_SENSITIVE;
    return flags;
}

static void check_handle_kind(const opening *open) {
    if (!open->from_driver || (open->attributes->Attributes & OBJ_KERNEL_HANDLE) != 0) return;
    if (sim_current->system) return;
    sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
               "A file is opened without OBJ_KERNEL_HANDLE outside a system thread: the process "
               "could use the handle");
}

static NTSTATUS perform(const opening *open, const char *routine) {
    io_open_request request = {
        .start = open->hint,
        .path = open->attributes->ObjectName != NULL ? *open->attributes->ObjectName
                                                     : (UNICODE_STRING){0, 0, NULL},
        .access = open->access,
        .share = open->share,
        .disposition = open->disposition,
        .options = open->options,
        .attributes = open->file_attributes,
        .ea = open->ea,
        .ea_length = open->ea_length,
        .flags = flags_of(open),
    };
    *open->handle = NULL;
    if (open->from_driver) io_check_io_allowed(routine);
    check_handle_kind(open);
    if (open->size != NULL) request.allocation = *open->size;
    if (open->context != NULL) {
        request.ecps = open->context->ExtraCreateParameter;
        PDEVICE_OBJECT hint = open->context->DeviceObjectHint;
        if (hint != NULL) request.start = hint;
        if (open->context->TxnParameters != NULL) {
            request.transaction = open->context->TxnParameters->TransactionObject;
        }
    }
    if (open->attributes->RootDirectory != NULL) {
        request.related = ob_from_handle(open->attributes->RootDirectory);
        if (request.related == NULL) return STATUS_INVALID_HANDLE;
        if (!io_is_file(request.related)) return STATUS_OBJECT_TYPE_MISMATCH;
    }
    PFILE_OBJECT file;
    NTSTATUS status = io_open(&request, &file, open->status);
    if (!NT_SUCCESS(status) || file == NULL) return status;
    bool kernel = (open->attributes->Attributes & OBJ_KERNEL_HANDLE) != 0;
    *open->handle = open->from_driver ? ob_grant_handle(file, open->access, kernel)
                                      : ob_insert_handle(file, open->access, kernel);
    io_cleanup(file); // the handle counts now
    return status;
}

NTSTATUS NTAPI ZwCreateFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
                            POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
                            PLARGE_INTEGER AllocationSize, ULONG FileAttributes, ULONG ShareAccess,
                            ULONG CreateDisposition, ULONG CreateOptions, PVOID EaBuffer,
                            ULONG EaLength) {
    SIM_CALL(ZwCreateFile);
    SIM_FAULT(ZwCreateFile);
    opening open = {FileHandle,      DesiredAccess, ObjectAttributes,  IoStatusBlock,
                    AllocationSize,  FileAttributes, ShareAccess,      CreateDisposition,
                    CreateOptions,   EaBuffer,       EaLength,         0,
                    NULL,            NULL,           IO_FROM_DRIVER()};
    return perform(&open, "ZwCreateFile");
}

NTSTATUS NTAPI ZwOpenFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
                          POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
                          ULONG ShareAccess, ULONG OpenOptions) {
    SIM_CALL(ZwOpenFile);
    SIM_FAULT(ZwOpenFile);
    opening open = {FileHandle, DesiredAccess, ObjectAttributes, IoStatusBlock, NULL, 0,
                    ShareAccess, FILE_OPEN, OpenOptions, NULL, 0, 0, NULL, NULL,
                    IO_FROM_DRIVER()};
    return perform(&open, "ZwOpenFile");
}

NTSTATUS NTAPI IoCreateFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
                            POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
                            PLARGE_INTEGER AllocationSize, ULONG FileAttributes, ULONG ShareAccess,
                            ULONG Disposition, ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength,
                            CREATE_FILE_TYPE CreateFileType, PVOID InternalParameters,
                            ULONG Options) {
    SIM_CALL(IoCreateFile);
    SIM_FAULT(IoCreateFile);
    opening open = {FileHandle, DesiredAccess, ObjectAttributes, IoStatusBlock, AllocationSize,
                    FileAttributes, ShareAccess, Disposition, CreateOptions, EaBuffer, EaLength,
                    Options, NULL, NULL, IO_FROM_DRIVER()};
    return perform(&open, "IoCreateFile");
}

NTSTATUS NTAPI IoCreateFileSpecifyDeviceObjectHint(
    PHANDLE FileHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
    PIO_STATUS_BLOCK IoStatusBlock, PLARGE_INTEGER AllocationSize, ULONG FileAttributes,
    ULONG ShareAccess, ULONG Disposition, ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength,
    CREATE_FILE_TYPE CreateFileType, PVOID InternalParameters, ULONG Options, PVOID DeviceObject) {
    SIM_CALL(IoCreateFileSpecifyDeviceObjectHint);
    SIM_FAULT(IoCreateFileSpecifyDeviceObjectHint);
    opening open = {FileHandle, DesiredAccess, ObjectAttributes, IoStatusBlock, AllocationSize,
                    FileAttributes, ShareAccess, Disposition, CreateOptions, EaBuffer, EaLength,
                    Options, DeviceObject, NULL, IO_FROM_DRIVER()};
    return perform(&open, "IoCreateFileSpecifyDeviceObjectHint");
}

NTSTATUS NTAPI IoCreateFileEx(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
                              POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
                              PLARGE_INTEGER AllocationSize, ULONG FileAttributes,
                              ULONG ShareAccess, ULONG Disposition, ULONG CreateOptions,
                              PVOID EaBuffer, ULONG EaLength, CREATE_FILE_TYPE CreateFileType,
                              PVOID InternalParameters, ULONG Options,
                              PIO_DRIVER_CREATE_CONTEXT DriverContext) {
    SIM_CALL(IoCreateFileEx);
    SIM_FAULT(IoCreateFileEx);
    opening open = {FileHandle, DesiredAccess, ObjectAttributes, IoStatusBlock, AllocationSize,
                    FileAttributes, ShareAccess, Disposition, CreateOptions, EaBuffer, EaLength,
                    Options, NULL, DriverContext, IO_FROM_DRIVER()};
    return perform(&open, "IoCreateFileEx");
}

// --- Open files ----------------------------------------------------------------------------------

static NTSTATUS file_of(HANDLE handle, PFILE_OBJECT *file, const char *routine, bool from_driver) {
    void *object = ob_from_handle(handle);
    if (object == NULL) return STATUS_INVALID_HANDLE;
    if (!ob_is(object, &ob_file_type)) return STATUS_OBJECT_TYPE_MISMATCH;
    if (from_driver) io_check_io_allowed(routine);
    *file = object;
    return STATUS_SUCCESS;
}

static NTSTATUS finish(NTSTATUS status, uint32_t information, PIO_STATUS_BLOCK block,
                       HANDLE event) {
    if (!NT_ERROR(status)) {
        block->Status = status;
        block->Information = information;
    }
    if (event != NULL) {
        PRKEVENT object = ob_from_handle(event);
        if (object != NULL) ke_event_set(object);
    }
    return status;
}

#define ZW_FILE(routine)                                                                           \
    PFILE_OBJECT file;                                                                             \
    uint32_t length = 0;                                                                           \
    NTSTATUS status = file_of(FileHandle, &file, #routine, IO_FROM_DRIVER());                      \
    if (!NT_SUCCESS(status)) return status

static int64_t offset_of(PLARGE_INTEGER offset, bool write, io_flags *flags) {
    if (offset == NULL) return -1;
    if (offset->HighPart != -1) return offset->QuadPart;
    if (write && offset->LowPart == FILE_WRITE_TO_END_OF_FILE) *flags |= IO_APPEND;
    return -1; // FILE_USE_FILE_POINTER_POSITION
}

NTSTATUS NTAPI ZwReadFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                          PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer,
                          ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key) {
    SIM_CALL(ZwReadFile);
    SIM_FAULT(ZwReadFile);
    ZW_FILE(ZwReadFile);
    io_flags flags = IO_KERNEL_MODE;
    int64_t offset = offset_of(ByteOffset, false, &flags);
    status = io_read(file, NULL, offset, Buffer, Length, flags, &length);
    return finish(status, length, IoStatusBlock, Event);
}

NTSTATUS NTAPI ZwWriteFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                           PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer,
                           ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key) {
    SIM_CALL(ZwWriteFile);
    SIM_FAULT(ZwWriteFile);
    ZW_FILE(ZwWriteFile);
    io_flags flags = IO_KERNEL_MODE;
    int64_t offset = offset_of(ByteOffset, true, &flags);
    status = io_write(file, NULL, offset, Buffer, Length, flags, &length);
    return finish(status, length, IoStatusBlock, Event);
}

NTSTATUS NTAPI ZwQueryInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
                                      PVOID FileInformation, ULONG Length,
                                      FILE_INFORMATION_CLASS FileInformationClass) {
    SIM_CALL(ZwQueryInformationFile);
    SIM_FAULT(ZwQueryInformationFile);
    ZW_FILE(ZwQueryInformationFile);
    status = io_query_information(file, NULL, FileInformationClass, FileInformation, Length,
                                  IO_KERNEL_MODE, &length);
    return finish(status, length, IoStatusBlock, NULL);
}

NTSTATUS NTAPI ZwSetInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
                                    PVOID FileInformation, ULONG Length,
                                    FILE_INFORMATION_CLASS FileInformationClass) {
    SIM_CALL(ZwSetInformationFile);
    SIM_FAULT(ZwSetInformationFile);
    ZW_FILE(ZwSetInformationFile);
    status = io_set_information(file, NULL, FileInformationClass, FileInformation, Length,
                                IO_KERNEL_MODE);
    return finish(status, length, IoStatusBlock, NULL);
}

NTSTATUS NTAPI ZwFlushBuffersFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock) {
    SIM_CALL(ZwFlushBuffersFile);
    SIM_FAULT(ZwFlushBuffersFile);
    ZW_FILE(ZwFlushBuffersFile);
    return finish(io_flush(file, NULL), length, IoStatusBlock, NULL);
}

NTSTATUS NTAPI ZwQueryVolumeInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
                                            PVOID FsInformation, ULONG Length,
                                            FS_INFORMATION_CLASS FsInformationClass) {
    SIM_CALL(ZwQueryVolumeInformationFile);
    SIM_FAULT(ZwQueryVolumeInformationFile);
    ZW_FILE(ZwQueryVolumeInformationFile);
    status = io_query_volume(file, NULL, FsInformationClass, FsInformation, Length, &length);
    return finish(status, length, IoStatusBlock, NULL);
}

NTSTATUS NTAPI ZwQueryDirectoryFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                                    PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
                                    PVOID FileInformation, ULONG Length,
                                    FILE_INFORMATION_CLASS FileInformationClass,
                                    BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName,
                                    BOOLEAN RestartScan) {
    SIM_CALL(ZwQueryDirectoryFile);
    SIM_FAULT(ZwQueryDirectoryFile);
    ZW_FILE(ZwQueryDirectoryFile);
    status = io_query_directory(file, NULL, FileInformationClass, FileName, RestartScan,
                                ReturnSingleEntry, FileInformation, Length, &length);
    return finish(status, length, IoStatusBlock, Event);
}

NTSTATUS NTAPI ZwFsControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                               PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
                               ULONG FsControlCode, PVOID InputBuffer, ULONG InputBufferLength,
                               PVOID OutputBuffer, ULONG OutputBufferLength) {
    SIM_CALL(ZwFsControlFile);
    SIM_FAULT(ZwFsControlFile);
    ZW_FILE(ZwFsControlFile);
    status = io_fs_control(file, NULL, FsControlCode, InputBuffer, InputBufferLength, OutputBuffer,
                           OutputBufferLength, &length);
    return finish(status, length, IoStatusBlock, Event);
}

NTSTATUS NTAPI ZwDeviceIoControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
                                     PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
                                     ULONG IoControlCode, PVOID InputBuffer,
                                     ULONG InputBufferLength, PVOID OutputBuffer,
                                     ULONG OutputBufferLength) {
    SIM_CALL(ZwDeviceIoControlFile);
    SIM_FAULT(ZwDeviceIoControlFile);
    ZW_FILE(ZwDeviceIoControlFile);
    status = io_device_control(file, NULL, IoControlCode, InputBuffer, InputBufferLength,
                               OutputBuffer, OutputBufferLength, IO_KERNEL_MODE, &length);
    return finish(status, length, IoStatusBlock, Event);
}

NTSTATUS NTAPI IoQueryFileInformation(PFILE_OBJECT FileObject,
                                      FILE_INFORMATION_CLASS FileInformationClass, ULONG Length,
                                      PVOID FileInformation, PULONG ReturnedLength) {
    SIM_CALL(IoQueryFileInformation);
    SIM_FAULT(IoQueryFileInformation);
    if (IO_FROM_DRIVER()) io_check_io_allowed("IoQueryFileInformation");
    uint32_t length = 0;
    NTSTATUS status = io_query_information(FileObject, NULL, FileInformationClass, FileInformation,
                                           Length, IO_KERNEL_MODE | IO_NO_FAST_IO, &length);
    *ReturnedLength = length;
    return status;
}
