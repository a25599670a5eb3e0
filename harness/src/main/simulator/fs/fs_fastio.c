// The fast I/O tables (ifs/operations-that-can-be-irp-based-or-fast-i-o). FALSE: an IRP is to be
// sent.
#include "fs_internal.h"

static bool is_open(PFILE_OBJECT file_object)
{
    return file_object->FsContext != NULL && file_object->FsContext2 != NULL
           && fs_fcb_of(file_object)->stream != NULL && !fs_fcb_of(file_object)->vcb->dismounted;
}

// Whether a cached read or write is possible without an IRP.
static bool is_possible(PFILE_OBJECT file_object, LONGLONG offset, ULONG length, ULONG key,
                        bool write)
{
    const fs_fcb *fcb;

    if (!is_open(file_object) || file_object->PrivateCacheMap == NULL) return false;
    fcb = fs_fcb_of(file_object);
    if (fcb->header.IsFastIoPossible == FastIoIsNotPossible || fs_is_directory(file_object)) {
        return false;
    }
    return offset >= 0 && fs_lock_allows(fcb, file_object, NULL, offset, length, key, write);
}

static BOOLEAN NTAPI check_if_possible(PFILE_OBJECT file_object, PLARGE_INTEGER offset,
                                       ULONG length, BOOLEAN wait, ULONG key, BOOLEAN read,
                                       PIO_STATUS_BLOCK status, PDEVICE_OBJECT device)
{
    return is_possible(file_object, offset->QuadPart, length, key, !read);
}

static void moved(PFILE_OBJECT file_object, LONGLONG offset, ULONG length, PIO_STATUS_BLOCK status)
{
    status->Status = STATUS_SUCCESS;
    status->Information = length;
    if (file_object->Flags & FO_SYNCHRONOUS_IO) {
        file_object->CurrentByteOffset.QuadPart = offset + length;
    }
}

// [MS-FSA] 2.1.5.3 and 2.1.5.4: no bytes are a success wherever the file ends.
static BOOLEAN nothing_to_move(PIO_STATUS_BLOCK status)
{
    status->Status = STATUS_SUCCESS;
    status->Information = 0;
    return TRUE;
}

static BOOLEAN NTAPI fast_read(PFILE_OBJECT file_object, PLARGE_INTEGER at, ULONG length,
                               BOOLEAN wait, ULONG key, PVOID buffer, PIO_STATUS_BLOCK status,
                               PDEVICE_OBJECT device)
{
    LONGLONG offset = at->QuadPart;
    const fs_stream *stream;

    if (!is_possible(file_object, offset, length, key, false)) return FALSE;
    if (length == 0) return nothing_to_move(status);
    stream = fs_fcb_of(file_object)->stream;
    if (offset >= stream->size) {
        status->Status = STATUS_END_OF_FILE;
        status->Information = 0;
        return TRUE;
    }
    if (length > stream->size - offset) length = (ULONG)(stream->size - offset);
    fs_read_stream(stream, offset, buffer, length);
    file_object->Flags |= FO_FILE_FAST_IO_READ;
    moved(file_object, offset, length, status);
    return TRUE;
}

static BOOLEAN NTAPI fast_write(PFILE_OBJECT file_object, PLARGE_INTEGER at, ULONG length,
                                BOOLEAN wait, ULONG key, PVOID buffer, PIO_STATUS_BLOCK status,
                                PDEVICE_OBJECT device)
{
    LONGLONG offset = at->QuadPart;
    fs_stream *stream;
    bool grew;

    if (file_object->Flags & FO_WRITE_THROUGH) return FALSE;
    if (at->LowPart == FILE_WRITE_TO_END_OF_FILE && at->HighPart == -1 && is_open(file_object)) {
        offset = fs_fcb_of(file_object)->stream->size;
    }
    if (!is_possible(file_object, offset, length, key, true)) return FALSE;
    if (length == 0) return nothing_to_move(status);
    stream = fs_fcb_of(file_object)->stream;
    grew = offset + length > stream->size;
    if (grew) fs_set_size(stream, offset + length);
    fs_write_stream(stream, offset, buffer, length);
    if (offset + length > stream->valid) {
        stream->valid = offset + length;
        fs_update_sizes(stream);
    }
    stream->file->written = stream->file->changed = (LONGLONG)sim_system_time();
    stream->file->attributes |= FILE_ATTRIBUTE_ARCHIVE;
    file_object->Flags |= FO_FILE_MODIFIED | (grew ? FO_FILE_SIZE_CHANGED : 0);
    moved(file_object, offset, length, status);
    return TRUE;
}

static void done(PIO_STATUS_BLOCK status, ULONG_PTR information)
{
    status->Status = STATUS_SUCCESS;
    status->Information = information;
}

static BOOLEAN NTAPI query_basic(PFILE_OBJECT file_object, BOOLEAN wait,
                                 PFILE_BASIC_INFORMATION information, PIO_STATUS_BLOCK status,
                                 PDEVICE_OBJECT device)
{
    if (!is_open(file_object)) return FALSE;
    memset(information, 0, sizeof(*information));
    fs_fill_basic(fs_file_of(file_object), information);
    information->FileAttributes = fs_attributes(fs_fcb_of(file_object)->stream);
    done(status, sizeof(*information));
    return TRUE;
}

static BOOLEAN NTAPI query_standard(PFILE_OBJECT file_object, BOOLEAN wait,
                                    PFILE_STANDARD_INFORMATION information, PIO_STATUS_BLOCK status,
                                    PDEVICE_OBJECT device)
{
    if (!is_open(file_object)) return FALSE;
    memset(information, 0, sizeof(*information));
    fs_fill_standard(fs_fcb_of(file_object), fs_ccb_of(file_object), information);
    done(status, sizeof(*information));
    return TRUE;
}

static BOOLEAN NTAPI query_network_open(PFILE_OBJECT file_object, BOOLEAN wait,
                                        PFILE_NETWORK_OPEN_INFORMATION information,
                                        PIO_STATUS_BLOCK status, PDEVICE_OBJECT device)
{
    if (!is_open(file_object)) return FALSE;
    memset(information, 0, sizeof(*information));
    fs_fill_network_open(fs_fcb_of(file_object)->stream, information);
    done(status, sizeof(*information));
    return TRUE;
}

// The file object is none of an open file and lives on the caller's stack (F2): only its name
// counts.
static BOOLEAN NTAPI query_open(PIRP irp, PFILE_NETWORK_OPEN_INFORMATION information,
                                PDEVICE_OBJECT device)
{
    fs_request request = {.irp = irp,
                          .stack = IoGetCurrentIrpStackLocation(irp),
                          .vcb = fs_vcb_of_device(device)};
    fs_place place;
    ULONG options = request.stack->Parameters.Create.Options & 0x00FFFFFF;

    request.file_object = request.stack->FileObject;
    if (request.vcb == NULL || request.vcb->dismounted || request.file_object->FileName.Length == 0
        || fs_resolve(&request, options, false, &place) != STATUS_SUCCESS || place.stream == NULL
        || place.file->reparse != NULL || (place.link != NULL && place.link->delete_pending)) {
        return FALSE;
    }
    memset(information, 0, sizeof(*information));
    fs_fill_network_open(place.stream, information);
    done(&irp->IoStatus, sizeof(*information));
    return TRUE;
}

// --- Locks ---------------------------------------------------------------------------------------

// Before the memory manager makes or flushes a section it takes the file's main resource
// (ifs/flt-parameters-for-irp-mj-acquire-for-section-synchronization).
static VOID NTAPI acquire_for_section(PFILE_OBJECT file_object)
{
    if (!is_open(file_object)) return;
    ke_critical_region_enter();
    ex_resource_acquire(&fs_fcb_of(file_object)->resource, EX_EXCLUSIVE, true, NULL);
}

static VOID NTAPI release_for_section(PFILE_OBJECT file_object)
{
    if (file_object->FsContext == NULL
        || !ex_resource_is_exclusive(&fs_fcb_of(file_object)->resource)) {
        return;
    }
    ex_resource_release(&fs_fcb_of(file_object)->resource, NULL);
    ke_critical_region_leave();
}

static NTSTATUS NTAPI acquire_for_mod_write(PFILE_OBJECT file_object, PLARGE_INTEGER end,
                                            PERESOURCE *resource, PDEVICE_OBJECT device)
{
    if (!is_open(file_object)) return STATUS_FILE_CLOSED;
    *resource = &fs_fcb_of(file_object)->paging_resource;
    return ex_resource_acquire(*resource, EX_SHARED, false, NULL) ? STATUS_SUCCESS
                                                                  : STATUS_CANT_WAIT;
}

static NTSTATUS NTAPI release_for_mod_write(PFILE_OBJECT file_object, PERESOURCE resource,
                                            PDEVICE_OBJECT device)
{
    ex_resource_release(resource, NULL);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI acquire_for_flush(PFILE_OBJECT file_object, PDEVICE_OBJECT device)
{
    if (!is_open(file_object)) return STATUS_FILE_CLOSED;
    ke_critical_region_enter();
    ex_resource_acquire(&fs_fcb_of(file_object)->resource, EX_SHARED, true, NULL);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI release_for_flush(PFILE_OBJECT file_object, PDEVICE_OBJECT device)
{
    ex_resource_release(&fs_fcb_of(file_object)->resource, NULL);
    ke_critical_region_leave();
    return STATUS_SUCCESS;
}

#define COMMON                                                                                     \
    .SizeOfFastIoDispatch = sizeof(FAST_IO_DISPATCH), .FastIoCheckIfPossible = check_if_possible,  \
    .FastIoRead = fast_read, .FastIoWrite = fast_write, .FastIoQueryBasicInfo = query_basic,       \
    .FastIoQueryStandardInfo = query_standard, .FastIoQueryNetworkOpenInfo = query_network_open,   \
    .AcquireFileForNtCreateSection = acquire_for_section,                                          \
    .ReleaseFileForNtCreateSection = release_for_section,                                          \
    .AcquireForModWrite = acquire_for_mod_write, .ReleaseForModWrite = release_for_mod_write,      \
    .AcquireForCcFlush = acquire_for_flush, .ReleaseForCcFlush = release_for_flush

static const FAST_IO_DISPATCH common = {COMMON};
static const FAST_IO_DISPATCH ntfs = {COMMON, .FastIoQueryOpen = query_open};

PFAST_IO_DISPATCH fs_fast_io_of(fs_kind kind)
{
    return (PFAST_IO_DISPATCH)(uintptr_t)(kind == FS_NTFS ? &ntfs : &common); // nobody writes to it
}
