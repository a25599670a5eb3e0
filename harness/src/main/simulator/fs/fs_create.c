// IRP_MJ_CREATE (ifs/irp-mj-create).
#include "fs_internal.h"

#define SETTABLE_ATTRIBUTES                                                                        \
    (FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM                       \
     | FILE_ATTRIBUTE_ARCHIVE | FILE_ATTRIBUTE_TEMPORARY | FILE_ATTRIBUTE_OFFLINE                  \
     | FILE_ATTRIBUTE_NOT_CONTENT_INDEXED | FILE_ATTRIBUTE_ENCRYPTED)

// wdm/nf-wdm-rtlmapgenericmask with the mapping that ntifs/nf-ntifs-ntcreatefile documents for
// files.
static ACCESS_MASK specific_access(ACCESS_MASK access)
{
    if (access & GENERIC_READ) access |= FILE_GENERIC_READ;
    if (access & GENERIC_WRITE) access |= FILE_GENERIC_WRITE;
    if (access & GENERIC_EXECUTE) access |= FILE_GENERIC_EXECUTE;
    if (access & (GENERIC_ALL | MAXIMUM_ALLOWED)) access |= FILE_ALL_ACCESS;
    return access & ~(ACCESS_MASK)(GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | GENERIC_ALL
                                   | MAXIMUM_ALLOWED);
}

static void begin(fs_open *open, fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;

    open->request = request;
    open->options = stack->Parameters.Create.Options & 0x00FFFFFF;
    open->disposition = stack->Parameters.Create.Options >> 24;
    open->share = stack->Parameters.Create.ShareAccess;
    open->attributes = stack->Parameters.Create.FileAttributes & SETTABLE_ATTRIBUTES;
    open->access = specific_access(stack->Parameters.Create.SecurityContext->DesiredAccess);
    open->paging_file = (stack->Flags & SL_OPEN_PAGING_FILE) != 0;
    open->target_directory = (stack->Flags & SL_OPEN_TARGET_DIRECTORY) != 0;
}

// --- Volumes -------------------------------------------------------------------------------------

static NTSTATUS open_volume(fs_open *open)
{
    fs_vcb *vcb = open->request->vcb;
    NTSTATUS status;

    if (open->options & FILE_DIRECTORY_FILE) return STATUS_NOT_A_DIRECTORY;
    if (open->target_directory || open->paging_file || (open->options & FILE_DELETE_ON_CLOSE)
        || (open->disposition != FILE_OPEN && open->disposition != FILE_OPEN_IF)) {
        return STATUS_INVALID_PARAMETER;
    }
    status = fs_check_share(vcb, NULL, open->request->file_object, open->access, open->share);
    if (!NT_SUCCESS(status)) return status;
    open->information = FILE_OPENED;
    fs_finish_open(open, NULL);
    return STATUS_SUCCESS;
}

// --- What exists ---------------------------------------------------------------------------------

static bool overwrites(const fs_open *open)
{
    return open->disposition == FILE_OVERWRITE || open->disposition == FILE_OVERWRITE_IF
           || open->disposition == FILE_SUPERSEDE;
}

// [MS-FSA] 2.1.5.1. That unbuffered files cannot be appended to is for the I/O manager to
// say: here generic rights have been mapped.
static NTSTATUS check_options(const fs_open *open)
{
    if ((open->options & FILE_DIRECTORY_FILE)
        && ((open->options & FILE_NON_DIRECTORY_FILE) || overwrites(open))) {
        return STATUS_INVALID_PARAMETER;
    }
    if ((open->options & FILE_DELETE_ON_CLOSE) && (open->access & DELETE) == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    return STATUS_SUCCESS;
}

// [MS-FSA] 2.1.5.1.2.1; of the root no page says it.
static NTSTATUS check_delete_on_close(const fs_open *open, const fs_file *file)
{
    if ((open->options & FILE_DELETE_ON_CLOSE) == 0) return STATUS_SUCCESS;
    if (file == NULL) {
        return (open->attributes & FILE_ATTRIBUTE_READONLY)
                       && (open->request->stack->Flags & SL_IGNORE_READONLY_ATTRIBUTE) == 0
                   ? STATUS_CANNOT_DELETE
                   : STATUS_SUCCESS;
    }
    if (file->links == NULL) return STATUS_CANNOT_DELETE; // the root
    if ((file->attributes & FILE_ATTRIBUTE_READONLY)
        && (open->request->stack->Flags & SL_IGNORE_READONLY_ATTRIBUTE) == 0) {
        return STATUS_CANNOT_DELETE;
    }
    return STATUS_SUCCESS;
}

// [MS-FSA] 2.1.5.1.2: what is refused to who does not just open a directory.
static NTSTATUS refuse_directory(const fs_file *file)
{
    return file == file->volume->root ? STATUS_ACCESS_DENIED : STATUS_OBJECT_NAME_COLLISION;
}

// [MS-FSA] 2.1.5.1
static NTSTATUS check_directory_options(const fs_open *open, const fs_file *file)
{
    bool directory = fs_file_is_directory(file) && open->place.stream_name.Length == 0;

    if (open->place.names_directory && (open->options & FILE_NON_DIRECTORY_FILE)) {
        return STATUS_OBJECT_NAME_INVALID;
    }
    if (directory) {
        if ((open->options & FILE_NON_DIRECTORY_FILE) || open->place.names_stream) {
            return STATUS_FILE_IS_A_DIRECTORY;
        }
        return overwrites(open) ? refuse_directory(file) : STATUS_SUCCESS;
    }
    if (open->options & FILE_DIRECTORY_FILE) return STATUS_NOT_A_DIRECTORY;
    return open->place.names_directory ? STATUS_OBJECT_NAME_INVALID : STATUS_SUCCESS;
}

// [MS-FSA] 2.1.5.1.2 and 2.1.5.1.2.1
static NTSTATUS check_access(const fs_open *open, const fs_file *file)
{
    const ULONG guarded = FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM;

    if ((file->attributes & FILE_ATTRIBUTE_READONLY) && !fs_file_is_directory(file)
        && ((open->access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) || overwrites(open))) {
        return STATUS_ACCESS_DENIED;
    }
    // Who overwrites a hidden or system file must say that it remains one.
    if (overwrites(open) && open->place.stream_name.Length == 0
        && (file->attributes & guarded & ~open->attributes)) {
        return STATUS_ACCESS_DENIED;
    }
    return STATUS_SUCCESS;
}

// A paging file is opened by the memory manager alone. No page gives the statuses.
static NTSTATUS check_paging(const fs_open *open, const fs_stream *stream)
{
    fs_fcb *fcb = fs_peek_fcb(open->request->vcb, stream, open->place.share);

    if (open->paging_file && !fs_can(open->request->vcb->volume)->paging_files) {
        return STATUS_ACCESS_DENIED;
    }
    if (fcb == NULL || fcb->paging_file == open->paging_file) return STATUS_SUCCESS;
    if (fcb->opens > 0) return STATUS_SHARING_VIOLATION;
    fs_discard_fcb(fcb);
    return STATUS_RETRY; // filters were called: nothing found before holds
}

// Overwrite keeps the file's other attributes; supersede does not (ntifs/nf-ntifs-ntcreatefile).
static void overwrite(fs_open *open, fs_file *file, fs_stream *stream)
{
    LONGLONG now = (LONGLONG)sim_system_time();

    fs_set_size(stream, 0);
    if (stream->length == 0) {
        if (open->disposition == FILE_SUPERSEDE) file->attributes = 0;
        file->attributes |= open->attributes | FILE_ATTRIBUTE_ARCHIVE;
        // The alternate streams go unless somebody has them open.
        for (fs_stream *next, *other = stream->next; other != NULL; other = next) {
            next = other->next;
            if (other->fcbs == NULL) fs_remove_stream(other);
        }
        sim_free(file->ea);
        file->ea = NULL;
        file->ea_length = 0;
    }
    file->written = file->changed = now;
    open->information =
        open->disposition == FILE_SUPERSEDE ? FILE_SUPERSEDED : FILE_OVERWRITTEN;
    fs_report_file_change(file, FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE);
}

static NTSTATUS open_existing(fs_open *open)
{
    fs_request *request = open->request;
    fs_file *file = open->place.file;
    fs_stream *stream = open->place.stream;
    ACCESS_MASK access = open->access;
    NTSTATUS status;

    if (open->disposition == FILE_CREATE) {
        return file == request->vcb->volume->root ? refuse_directory(file)
                                                  : STATUS_OBJECT_NAME_COLLISION;
    }
    // No page says whether this or the collision comes first.
    if ((open->place.link != NULL && open->place.link->delete_pending) || stream->delete_pending) {
        return STATUS_DELETE_PENDING;
    }
    status = check_directory_options(open, file);
    if (NT_SUCCESS(status)) status = check_access(open, file);
    if (NT_SUCCESS(status)) status = check_delete_on_close(open, file);
    if (NT_SUCCESS(status)) status = check_paging(open, stream);
    if (!NT_SUCCESS(status)) return status; // STATUS_RETRY among them
    // What these dispositions do needs a right of its own, whether it was asked for or not.
    if (overwrites(open)) access |= open->disposition == FILE_SUPERSEDE ? DELETE : FILE_WRITE_DATA;
    status = fs_check_share(request->vcb, stream, request->file_object, access, open->share);
    if (!NT_SUCCESS(status)) return status;
    open->information = FILE_OPENED;
    if (overwrites(open)) {
        if (fs_is_mapped(stream)) return STATUS_USER_MAPPED_FILE;
        fs_check_share(request->vcb, stream, request->file_object, open->access, open->share);
        overwrite(open, file, stream);
    }
    fs_finish_open(open, stream);
    return STATUS_SUCCESS;
}

// --- What does not -------------------------------------------------------------------------------

static void set_first_size(const fs_open *open, fs_stream *stream)
{
    LONGLONG allocation = open->request->irp->Overlay.AllocationSize.QuadPart;

    if (allocation > 0) {
        stream->allocation = (allocation + FS_CLUSTER - 1) & ~(LONGLONG)(FS_CLUSTER - 1);
    }
}

// [MS-FSA] 2.1.5.1 and Creation of a New File; for a directory that is to be deleted no page gives
// a status.
static NTSTATUS check_new_name(const fs_open *open)
{
    const fs_place *place = &open->place;
    const UNICODE_STRING *stream = &place->stream_name;

    if (place->file == NULL
        && !fs_is_legal(place->last.Buffer, place->last.Length / sizeof(WCHAR))) {
        return STATUS_OBJECT_NAME_INVALID;
    }
    if (stream->Length > 0 && !fs_is_legal(stream->Buffer, stream->Length / sizeof(WCHAR))) {
        return STATUS_OBJECT_NAME_INVALID;
    }
    if (place->names_directory && (open->options & FILE_NON_DIRECTORY_FILE)) {
        return STATUS_OBJECT_NAME_INVALID;
    }
    if (open->disposition == FILE_OPEN || open->disposition == FILE_OVERWRITE) {
        return STATUS_OBJECT_NAME_NOT_FOUND;
    }
    if (place->names_directory && (open->options & FILE_DIRECTORY_FILE) == 0) {
        return STATUS_OBJECT_NAME_INVALID;
    }
    if ((open->options & FILE_DIRECTORY_FILE)
        && (place->names_stream || (open->attributes & FILE_ATTRIBUTE_TEMPORARY))) {
        return STATUS_INVALID_PARAMETER;
    }
    if (place->file == NULL && (place->directory->links == NULL
                                    ? place->directory != place->directory->volume->root
                                    : place->directory->links->delete_pending)) {
        return STATUS_DELETE_PENDING;
    }
    return check_delete_on_close(open, place->file);
}

static NTSTATUS create_new(fs_open *open)
{
    fs_request *request = open->request;
    fs_place *place = &open->place;
    fs_volume *volume = request->vcb->volume;
    bool directory = (open->options & FILE_DIRECTORY_FILE) != 0;
    fs_stream *stream;
    NTSTATUS status = check_new_name(open);

    if (!NT_SUCCESS(status)) return status;
    if (open->paging_file && !fs_can(volume)->paging_files) return STATUS_ACCESS_DENIED;
    open->information = FILE_CREATED;
    if (place->file == NULL) {
        fs_file *file = fs_make_file(volume, open->attributes
                                                 | (directory ? FILE_ATTRIBUTE_DIRECTORY
                                                              : FILE_ATTRIBUTE_ARCHIVE));

        place->link = fs_make_link(place->directory, file, &place->last);
        place->file = file;
        place->by_short = false;
        fs_report_change(place->link,
                         directory ? FILE_NOTIFY_CHANGE_DIR_NAME : FILE_NOTIFY_CHANGE_FILE_NAME,
                         FILE_ACTION_ADDED);
    }
    stream = fs_find_stream(place->file, &place->stream_name);
    if (stream == NULL) stream = fs_make_stream(place->file, &place->stream_name);
    set_first_size(open, stream);
    fs_check_share(request->vcb, stream, request->file_object, open->access, open->share);
    fs_finish_open(open, stream);
    return STATUS_SUCCESS;
}

// --- SL_OPEN_TARGET_DIRECTORY --------------------------------------------------------------------

// The directory of the target of a rename or link; Information tells whether the target exists.
static NTSTATUS open_target_directory(fs_open *open)
{
    fs_request *request = open->request;
    fs_place *place = &open->place;
    NTSTATUS status;

    if (place->directory == NULL) return STATUS_INVALID_PARAMETER;
    open->information = place->file == NULL ? FILE_DOES_NOT_EXIST : FILE_EXISTS;
    place->file = place->directory;
    place->link = place->file->links;
    place->by_short = false;
    if (place->link != NULL && place->link->delete_pending) return STATUS_DELETE_PENDING;
    status = fs_check_share(request->vcb, place->file->streams, request->file_object, open->access,
                            open->share);
    if (!NT_SUCCESS(status)) return status;
    fs_finish_open(open, place->file->streams);
    return STATUS_SUCCESS;
}

// -------------------------------------------------------------------------------------------------

// The I/O manager gets the data of the reparse point and frees it (ifs/reparse-points).
static NTSTATUS reparse(fs_open *open)
{
    const fs_file *file = open->place.reparse;
    PIRP irp = open->request->irp;
    REPARSE_DATA_BUFFER *data = ex_pool_allocate(SIM_NONPAGED, file->reparse_length, FS_TAG_REPARSE,
                                                 "reparse data");

    memcpy(data, file->reparse, file->reparse_length);
    data->Reserved = open->place.unparsed;
    irp->Tail.Overlay.AuxiliaryBuffer = (PCHAR)data;
    irp->IoStatus.Information = data->ReparseTag;
    return STATUS_REPARSE;
}

// ifs/fsctl-is-volume-dirty has the status of a dismounted volume; no page those of one that is
// gone or locked, or has no transactions.
static NTSTATUS check_volume(const fs_open *open)
{
    const fs_vcb *vcb = open->request->vcb;

    if (vcb->removed) return STATUS_NO_SUCH_DEVICE;
    if (vcb->dismounted) return STATUS_VOLUME_DISMOUNTED;
    if (vcb->locked_by != NULL) return STATUS_ACCESS_DENIED;
    PVOID transaction = io_transaction_of_file(open->request->file_object);
    if (transaction == NULL) return STATUS_SUCCESS;
    if (!fs_can(vcb->volume)->transactions) return STATUS_RM_NOT_ACTIVE;
    return io_transaction_state_of(transaction) == IO_TRANSACTION_ACTIVE
               ? STATUS_SUCCESS
               : STATUS_TRANSACTION_NOT_ACTIVE;
}

NTSTATUS fs_create(fs_request *request)
{
    PFILE_OBJECT file_object = request->file_object;
    PFILE_OBJECT related = file_object->RelatedFileObject;
    fs_open open = {0};
    NTSTATUS status;

    begin(&open, request);
    status = check_volume(&open);
    if (NT_SUCCESS(status)) status = check_options(&open);
    if (!NT_SUCCESS(status)) return status;
    if (file_object->FileName.Length == 0 && (related == NULL || related->FsContext == NULL
                                              || fs_fcb_of(related)->stream == NULL)) {
        if (request->vcb->volume->kind != FS_REDIRECTOR) return open_volume(&open);
        request->irp->IoStatus.Information = FILE_OPENED; // the redirector itself: nothing to read
        return STATUS_SUCCESS;
    }
    do {
        status = fs_resolve(request, open.options, open.target_directory, &open.place);
        if (status == STATUS_REPARSE) return reparse(&open);
        if (!NT_SUCCESS(status)) return status;
        if (open.target_directory) return open_target_directory(&open);
        status = open.place.stream != NULL ? open_existing(&open) : create_new(&open);
    } while (status == STATUS_RETRY);
    return status;
}
