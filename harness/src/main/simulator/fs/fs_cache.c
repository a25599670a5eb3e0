// What stands for the cache and memory managers: which file objects and FCBs they keep, and
// sections.
#include "fs_internal.h"

// The first cached read or write of a file object: from now on fast I/O may be tried.
void fs_use_cache(fs_fcb *fcb, PFILE_OBJECT file_object)
{
    const fs_behaviour *behaviour = &fcb->vcb->volume->behaviour;

    if (file_object->PrivateCacheMap != NULL || (file_object->Flags & FO_CACHE_SUPPORTED) == 0
        || (file_object->Flags & FO_CLEANUP_COMPLETE)) {
        return;
    }
    file_object->PrivateCacheMap = fcb;
    fcb->section_pointers.SharedCacheMap = fcb;
    fcb->header.IsFastIoPossible = behaviour->no_fast_io ? FastIoIsNotPossible
                                   : fcb->locks != NULL  ? FastIoIsQuestionable
                                                         : FastIoIsPossible;
    if (behaviour->keep_file_objects && fcb->cached_file == NULL) {
        io_reference_file(file_object);
        fcb->cached_file = file_object;
    }
}

void fs_leave_cache(fs_fcb *fcb, PFILE_OBJECT file_object)
{
    file_object->PrivateCacheMap = NULL;
    if (fcb->handles == 0) {
        fcb->header.IsFastIoPossible = FastIoIsNotPossible;
        fcb->section_pointers.SharedCacheMap = NULL;
    }
}

// One thing that is kept goes. False: nothing is.
static bool purge_one(fs_vcb *vcb)
{
    for (fs_fcb *fcb = vcb->fcbs; fcb != NULL; fcb = fcb->next_of_vcb) {
        PFILE_OBJECT kept = fcb->cached_file;

        if (kept != NULL) {
            fcb->cached_file = NULL;
            io_dereference_file(kept);
            return true;
        }
        if (fcb->opens == 0
            && (fcb->stream != NULL || vcb->volume->kind != FS_FAT || vcb->dismounted)) {
            fs_discard_fcb(fcb);
            return true;
        }
    }
    return false;
}

void fs_purge_vcb(fs_vcb *vcb)
{
    vcb->requests++; // it stays while filters are called
    while (purge_one(vcb)) continue;
    vcb->requests--;
}

void fs_purge(fs_volume *volume)
{
    bool keep = volume->behaviour.keep_fcbs;

    volume->behaviour.keep_fcbs = false;
    if (volume->vcb != NULL) fs_purge_vcb(volume->vcb);
    volume->behaviour.keep_fcbs = keep;
}

// --- Sections ------------------------------------------------------------------------------------

static bool has_locks(const fs_fcb *fcb)
{
    for (const fs_lock *lock = fcb->locks; lock != NULL; lock = lock->next) {
        if (lock->waiting == NULL) return true;
    }
    return false;
}

// fltkernel/nf-fltkernel-fltcreatesectionfordatascan: of what there can be no section.
static NTSTATUS may_map(PFILE_OBJECT file_object)
{
    const fs_fcb *fcb;

    if (file_object->FsContext == NULL || file_object->FsContext2 == NULL) {
        return STATUS_INVALID_FILE_FOR_SECTION;
    }
    fcb = fs_fcb_of(file_object);
    if (fcb->stream == NULL || fcb->paging_file) return STATUS_INVALID_FILE_FOR_SECTION;
    if (fs_is_directory(file_object)) return STATUS_FILE_IS_A_DIRECTORY;
    if (fcb->vcb->dismounted || fcb->vcb->removed) return STATUS_INVALID_FILE_FOR_SECTION;
    // The page says of a locked file no more than this: any byte-range lock counts.
    return has_locks(fcb) ? STATUS_FILE_LOCK_CONFLICT : STATUS_SUCCESS;
}

NTSTATUS fs_open_section(PFILE_OBJECT file_object)
{
    NTSTATUS status = may_map(file_object);
    fs_fcb *fcb;

    if (!NT_SUCCESS(status)) return status;
    fcb = fs_fcb_of(file_object);
    if (fcb->stream->size == 0) return STATUS_END_OF_FILE;
    io_reference_file(file_object);
    fcb->sections++;
    fcb->section_pointers.DataSectionObject = fcb;
    fcb->header.Flags |= FSRTL_FLAG_USER_MAPPED_FILE;
    return STATUS_SUCCESS;
}

void fs_close_section(PFILE_OBJECT file_object)
{
    fs_fcb *fcb = fs_fcb_of(file_object);

    if (fcb->sections == 0) sim_broken("fs_close_section without fs_open_section");
    if (--fcb->sections == 0) {
        fcb->section_pointers.DataSectionObject = NULL;
        fcb->header.Flags &= (UCHAR)~FSRTL_FLAG_USER_MAPPED_FILE;
    }
    io_dereference_file(file_object);
}

// Page faults come as paging I/O from the top of the stack.
static NTSTATUS read_mapped(PFILE_OBJECT file, LONGLONG offset, void *buffer, ULONG length)
{
    uint32_t transferred = 0;

    return io_read(file, NULL, offset, buffer, length, IO_PAGING | IO_SYNCHRONOUS_PAGING,
                   &transferred);
}

static NTSTATUS write_mapped(PFILE_OBJECT file, LONGLONG offset, const void *buffer, ULONG length)
{
    uint32_t transferred = 0;

    return io_write(file, NULL, offset, buffer, length, IO_PAGING | IO_SYNCHRONOUS_PAGING,
                    &transferred);
}

static LONGLONG size_of(PFILE_OBJECT file)
{
    const fs_fcb *fcb = file->FsContext;

    return fcb == NULL || fcb->stream == NULL ? 0 : fcb->stream->size;
}

// wdm/nf-wdm-zwcreatesection: a file is extended to the size of a section that can be written.
static NTSTATUS extend(PFILE_OBJECT file, ULONG protection, LONGLONG size)
{
    if (size <= size_of(file)) return STATUS_SUCCESS;
    if ((protection & (PAGE_READWRITE | PAGE_EXECUTE_READWRITE)) == 0) {
        return STATUS_SECTION_TOO_BIG;
    }
    return io_set_end_of_file(file, NULL, size);
}

// Filters and file system are asked first, and keep the file locked until the section is there
// (ifs/flt-parameters-for-irp-mj-acquire-for-section-synchronization).
static NTSTATUS open_mapped(PFILE_OBJECT file, ULONG protection, bool image, LONGLONG size)
{
    NTSTATUS status = may_map(file);

    if (!NT_SUCCESS(status)) return status;
    status = io_acquire_for_section(file, protection, image);
    if (!NT_SUCCESS(status)) return status;
    status = extend(file, protection, size);
    if (NT_SUCCESS(status)) status = fs_open_section(file);
    io_release_for_section(file);
    return status;
}

__attribute__((constructor)) static void serve_sections(void)
{
    mm_open_file = open_mapped;
    mm_close_file = fs_close_section;
    mm_read_file = read_mapped;
    mm_write_file = write_mapped;
    mm_file_size = size_of;
}
