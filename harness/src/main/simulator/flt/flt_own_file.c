// What minifilters do with files by themselves: each request goes to the instances below the
// caller's.
#include "flt_own.h"

#define OWN_FLAGS (IO_KERNEL_MODE | IO_NO_FAST_IO)

// --- Reading and writing -------------------------------------------------------------------------

typedef struct transfer {
    PFLT_INSTANCE instance;
    PFILE_OBJECT file;
    PLARGE_INTEGER offset;
    ULONG length;
    PVOID buffer;
    FLT_IO_OPERATION_FLAGS flags;
    PULONG transferred;
    PFLT_COMPLETED_ASYNC_IO_CALLBACK callback;
    PVOID context;
    PMDL mdl;
    bool write;
} transfer;

static io_flags flags_of(FLT_IO_OPERATION_FLAGS flags) {
    io_flags to = OWN_FLAGS;
    if ((flags & FLTFL_IO_OPERATION_NON_CACHED) != 0) to |= IO_NO_CACHE;
    if ((flags & FLTFL_IO_OPERATION_PAGING) != 0) to |= IO_PAGING;
    if ((flags & FLTFL_IO_OPERATION_SYNCHRONOUS_PAGING) != 0) to |= IO_SYNCHRONOUS_PAGING;
    return to;
}

static bool uses_position(const transfer *t) {
    return t->offset == NULL || (t->offset->HighPart == -1 &&
                                 t->offset->LowPart == FILE_USE_FILE_POINTER_POSITION);
}

static NTSTATUS check(const transfer *t) {
    const char *routine = sim_routines[sim_current_routine()].name;
    bool synchronous = (t->file->Flags & FO_SYNCHRONOUS_IO) != 0;
    if (uses_position(t) && !synchronous) {
        sim_report(RULE_DDI, io_file_identity(t->file), SIM_NO_BUGCHECK,
                   "%s needs an offset: the file was not opened for synchronous I/O", routine);
        return STATUS_INVALID_PARAMETER;
    }
    bool cached = (t->flags & (FLTFL_IO_OPERATION_NON_CACHED | FLTFL_IO_OPERATION_PAGING)) == 0 &&
                  (t->file->Flags & FO_NO_INTERMEDIATE_BUFFERING) == 0;
    ULONG sector = t->instance->volume->device->SectorSize;
    if (sector == 0) sector = 512;
    if (!cached && (t->length % sector != 0 ||
                    (!uses_position(t) && t->offset->QuadPart % sector != 0))) {
        sim_report(RULE_DDI, io_file_identity(t->file), SIM_NO_BUGCHECK,
                   "%s does noncached I/O: offset and length must be multiples of the sector size "
                   "%u",
                   routine, (unsigned)sector);
        return STATUS_INVALID_PARAMETER;
    }
    return STATUS_SUCCESS;
}

// Asynchronous: a callback data of the Filter Manager's, which it frees after the callback.
static NTSTATUS start(const transfer *t, LONGLONG offset) {
    PFLT_CALLBACK_DATA data;
    NTSTATUS status = FltAllocateCallbackData(t->instance, t->file, &data);
    if (!NT_SUCCESS(status)) return status;
    data->Iopb->MajorFunction = t->write ? IRP_MJ_WRITE : IRP_MJ_READ;
    if ((t->flags & FLTFL_IO_OPERATION_NON_CACHED) != 0) data->Iopb->IrpFlags |= IRP_NOCACHE;
    if ((t->flags & FLTFL_IO_OPERATION_PAGING) != 0) {
        data->Iopb->IrpFlags |= IRP_PAGING_IO | IRP_NOCACHE;
    }
    // The parameters of reads and writes lie alike.
    data->Iopb->Parameters.Read.Length = t->length;
    data->Iopb->Parameters.Read.ByteOffset.QuadPart = offset;
    data->Iopb->Parameters.Read.ReadBuffer = t->buffer;
    data->Iopb->Parameters.Read.MdlAddress = t->mdl;
    status = flt_perform_asynchronously(data, t->callback, t->context, true);
    return status;
}

static NTSTATUS transfer_data(const transfer *t) {
    NTSTATUS status = check(t);
    if (!NT_SUCCESS(status)) return status;
    LARGE_INTEGER position = t->file->CurrentByteOffset;
    LONGLONG offset = uses_position(t) ? position.QuadPart : t->offset->QuadPart;
    if (t->callback != NULL) return start(t, offset);
    void *buffer = t->mdl != NULL ? mm_mdl_address(t->mdl) : t->buffer;
    flt_own_io io = flt_own_begin(t->instance, t->file);
    uint32_t transferred = 0;
    status = t->write ? io_write(t->file, io.device, offset, buffer, t->length, flags_of(t->flags),
                                 &transferred)
                      : io_read(t->file, io.device, offset, buffer, t->length, flags_of(t->flags),
                                &transferred);
    flt_own_end(&io);
    if (t->transferred != NULL) *t->transferred = transferred;
    if ((t->flags & FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET) != 0) {
        t->file->CurrentByteOffset = position;
    }
    return status;
}

// fltkernel/nf-fltkernel-fltreadfile
NTSTATUS FLTAPI FltReadFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject,
                            PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer,
                            FLT_IO_OPERATION_FLAGS Flags, PULONG BytesRead,
                            PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
                            PVOID CallbackContext) {
    SIM_CALL(FltReadFile);
    SIM_FAULT(FltReadFile);
    transfer t = {InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesRead,
                  CallbackRoutine, CallbackContext, NULL, false};
    return transfer_data(&t);
}

// fltkernel/nf-fltkernel-fltwritefile
NTSTATUS FLTAPI FltWriteFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject,
                             PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer,
                             FLT_IO_OPERATION_FLAGS Flags, PULONG BytesWritten,
                             PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
                             PVOID CallbackContext) {
    SIM_CALL(FltWriteFile);
    SIM_FAULT(FltWriteFile);
    transfer t = {InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesWritten,
                  CallbackRoutine, CallbackContext, NULL, true};
    return transfer_data(&t);
}

// fltkernel/nf-fltkernel-fltreadfileex
NTSTATUS FLTAPI FltReadFileEx(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject,
                              PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer,
                              FLT_IO_OPERATION_FLAGS Flags, PULONG BytesRead,
                              PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
                              PVOID CallbackContext, PULONG Key, PMDL Mdl) {
    SIM_CALL(FltReadFileEx);
    transfer t = {InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesRead,
                  CallbackRoutine, CallbackContext, Mdl, false};
    return transfer_data(&t);
}

// fltkernel/nf-fltkernel-fltwritefileex
NTSTATUS FLTAPI FltWriteFileEx(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject,
                               PLARGE_INTEGER ByteOffset, ULONG Length, PVOID Buffer,
                               FLT_IO_OPERATION_FLAGS Flags, PULONG BytesWritten,
                               PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
                               PVOID CallbackContext, PULONG Key, PMDL Mdl) {
    SIM_CALL(FltWriteFileEx);
    transfer t = {InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesWritten,
                  CallbackRoutine, CallbackContext, Mdl, true};
    return transfer_data(&t);
}

// --- Information ---------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltqueryinformationfile
NTSTATUS FLTAPI FltQueryInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                        PVOID FileInformation, ULONG Length,
                                        FILE_INFORMATION_CLASS FileInformationClass,
                                        PULONG LengthReturned) {
    SIM_CALL(FltQueryInformationFile);
    SIM_FAULT(FltQueryInformationFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t returned = 0;
    NTSTATUS status = io_query_information(FileObject, io.device, FileInformationClass,
                                           FileInformation, Length, OWN_FLAGS, &returned);
    flt_own_end(&io);
    if (LengthReturned != NULL) *LengthReturned = returned;
    return status;
}

// fltkernel/nf-fltkernel-fltsetinformationfile
NTSTATUS FLTAPI FltSetInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                      PVOID FileInformation, ULONG Length,
                                      FILE_INFORMATION_CLASS FileInformationClass) {
    SIM_CALL(FltSetInformationFile);
    SIM_FAULT(FltSetInformationFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    NTSTATUS status = io_set_information(FileObject, io.device, FileInformationClass,
                                         FileInformation, Length, OWN_FLAGS);
    flt_own_end(&io);
    return status;
}

// fltkernel/nf-fltkernel-fltquerydirectoryfile
NTSTATUS FLTAPI FltQueryDirectoryFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                      PVOID FileInformation, ULONG Length,
                                      FILE_INFORMATION_CLASS FileInformationClass,
                                      BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName,
                                      BOOLEAN RestartScan, PULONG LengthReturned) {
    SIM_CALL(FltQueryDirectoryFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t returned = 0;
    NTSTATUS status =
        io_query_directory(FileObject, io.device, FileInformationClass, FileName, RestartScan,
                           ReturnSingleEntry, FileInformation, Length, &returned);
    flt_own_end(&io);
    if (LengthReturned != NULL) *LengthReturned = returned;
    return status;
}

// fltkernel/nf-fltkernel-fltqueryeafile
NTSTATUS FLTAPI FltQueryEaFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                               PVOID ReturnedEaData, ULONG Length, BOOLEAN ReturnSingleEntry,
                               PVOID EaList, ULONG EaListLength, PULONG EaIndex,
                               BOOLEAN RestartScan, PULONG LengthReturned) {
    SIM_CALL(FltQueryEaFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t returned = 0;
    NTSTATUS status = io_query_ea(FileObject, io.device, ReturnedEaData, Length, &returned);
    flt_own_end(&io);
    if (LengthReturned != NULL) *LengthReturned = returned;
    return status;
}

// fltkernel/nf-fltkernel-fltseteafile
NTSTATUS FLTAPI FltSetEaFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID EaBuffer,
                             ULONG Length) {
    SIM_CALL(FltSetEaFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    NTSTATUS status = io_set_ea(FileObject, io.device, EaBuffer, Length);
    flt_own_end(&io);
    return status;
}

// fltkernel/nf-fltkernel-fltquerysecurityobject
NTSTATUS FLTAPI FltQuerySecurityObject(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                       SECURITY_INFORMATION SecurityInformation,
                                       PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Length,
                                       PULONG LengthNeeded) {
    SIM_CALL(FltQuerySecurityObject);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t needed = 0;
    NTSTATUS status = io_query_security(FileObject, io.device, SecurityInformation,
                                        SecurityDescriptor, Length, &needed);
    flt_own_end(&io);
    if (LengthNeeded != NULL) *LengthNeeded = needed;
    return status;
}

// fltkernel/nf-fltkernel-fltsetsecurityobject
NTSTATUS FLTAPI FltSetSecurityObject(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                     SECURITY_INFORMATION SecurityInformation,
                                     PSECURITY_DESCRIPTOR SecurityDescriptor) {
    SIM_CALL(FltSetSecurityObject);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    NTSTATUS status =
        io_set_security(FileObject, io.device, SecurityInformation, SecurityDescriptor);
    flt_own_end(&io);
    return status;
}

// fltkernel/nf-fltkernel-fltflushbuffers
NTSTATUS FLTAPI FltFlushBuffers(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject) {
    SIM_CALL(FltFlushBuffers);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    NTSTATUS status = io_flush(FileObject, io.device);
    flt_own_end(&io);
    return status;
}

// --- Controls ------------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltfscontrolfile
NTSTATUS FLTAPI FltFsControlFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                 ULONG FsControlCode, PVOID InputBuffer, ULONG InputBufferLength,
                                 PVOID OutputBuffer, ULONG OutputBufferLength,
                                 PULONG LengthReturned) {
    SIM_CALL(FltFsControlFile);
    SIM_FAULT(FltFsControlFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t returned = 0;
    NTSTATUS status = io_fs_control(FileObject, io.device, FsControlCode, InputBuffer,
                                    InputBufferLength, OutputBuffer, OutputBufferLength, &returned);
    flt_own_end(&io);
    if (LengthReturned != NULL) *LengthReturned = returned;
    return status;
}

// fltkernel/nf-fltkernel-fltdeviceiocontrolfile
NTSTATUS FLTAPI FltDeviceIoControlFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                       ULONG IoControlCode, PVOID InputBuffer,
                                       ULONG InputBufferLength, PVOID OutputBuffer,
                                       ULONG OutputBufferLength, PULONG LengthReturned) {
    SIM_CALL(FltDeviceIoControlFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t returned = 0;
    NTSTATUS status =
        io_device_control(FileObject, io.device, IoControlCode, InputBuffer, InputBufferLength,
                          OutputBuffer, OutputBufferLength, OWN_FLAGS, &returned);
    flt_own_end(&io);
    if (LengthReturned != NULL) *LengthReturned = returned;
    return status;
}
