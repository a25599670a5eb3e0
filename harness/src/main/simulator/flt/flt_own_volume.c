// What minifilters ask of a volume.
#include "flt_own.h"

// A handle to the volume for one request, as the Filter Manager opens it itself.
static NTSTATUS open_volume(const flt_own_io *io, PFILE_OBJECT *file) {
    io_open_request request = {.start = io->device,
                               .path = io->instance->volume->name,
                               .access = FILE_READ_DATA | SYNCHRONIZE,
                               .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                               .disposition = FILE_OPEN,
                               .options = FILE_SYNCHRONOUS_IO_NONALERT,
                               .flags = IO_KERNEL_MODE};
    return io_open(&request, file, NULL);
}

static NTSTATUS ask(PFLT_INSTANCE instance, PIO_STATUS_BLOCK iosb, PVOID buffer, ULONG length,
                    FS_INFORMATION_CLASS class_, bool set) {
    flt_own_io io = flt_own_begin(instance, NULL);
    PFILE_OBJECT file;
    uint32_t returned = 0;
    NTSTATUS status = open_volume(&io, &file);
    if (NT_SUCCESS(status)) {
        status = set ? io_set_volume(file, io.device, class_, buffer, length)
                     : io_query_volume(file, io.device, class_, buffer, length, &returned);
        io_cleanup(file);
    }
    flt_own_end(&io);
    iosb->Status = status;
    iosb->Information = returned;
    return status;
}

// fltkernel/nf-fltkernel-fltqueryvolumeinformation
NTSTATUS FLTAPI FltQueryVolumeInformation(PFLT_INSTANCE Instance, PIO_STATUS_BLOCK Iosb,
                                          PVOID FsInformation, ULONG Length,
                                          FS_INFORMATION_CLASS FsInformationClass) {
    SIM_CALL(FltQueryVolumeInformation);
    return ask(Instance, Iosb, FsInformation, Length, FsInformationClass, false);
}

// fltkernel/nf-fltkernel-fltsetvolumeinformation
NTSTATUS FLTAPI FltSetVolumeInformation(PFLT_INSTANCE Instance, PIO_STATUS_BLOCK Iosb,
                                        PVOID FsInformation, ULONG Length,
                                        FS_INFORMATION_CLASS FsInformationClass) {
    SIM_CALL(FltSetVolumeInformation);
    return ask(Instance, Iosb, FsInformation, Length, FsInformationClass, true);
}

// fltkernel/nf-fltkernel-fltqueryvolumeinformationfile
NTSTATUS FLTAPI FltQueryVolumeInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                              PVOID FsInformation, ULONG Length,
                                              FS_INFORMATION_CLASS FsInformationClass,
                                              PULONG LengthReturned) {
    SIM_CALL(FltQueryVolumeInformationFile);
    flt_own_io io = flt_own_begin(Instance, FileObject);
    uint32_t returned = 0;
    NTSTATUS status = io_query_volume(FileObject, io.device, FsInformationClass, FsInformation,
                                      Length, &returned);
    flt_own_end(&io);
    if (LengthReturned != NULL) *LengthReturned = returned;
    return status;
}
