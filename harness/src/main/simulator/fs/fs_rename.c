// Rename and hard link (ntifs/ns-ntifs-_file_rename_information, …-_file_link_information).
#include "fs_internal.h"

// FILE_RENAME_INFORMATION and FILE_LINK_INFORMATION have the same layout and the same flags.
_Static_assert(FIELD_OFFSET(FILE_RENAME_INFORMATION, FileName)
                   == FIELD_OFFSET(FILE_LINK_INFORMATION, FileName),
               "a rename looks like a link");
_Static_assert(FILE_RENAME_REPLACE_IF_EXISTS == FILE_LINK_REPLACE_IF_EXISTS
                   && FILE_RENAME_POSIX_SEMANTICS == FILE_LINK_POSIX_SEMANTICS
                   && FILE_RENAME_IGNORE_READONLY_ATTRIBUTE == FILE_LINK_IGNORE_READONLY_ATTRIBUTE,
               "a rename looks like a link");

typedef struct target {
    fs_file *directory;
    UNICODE_STRING name;
    fs_link *existing;
    bool replace, posix, ignore_readonly;
} target;

// [MS-FSA] 2.1.5.15.11
static NTSTATUS read_flags(const fs_request *request, bool extended, target *to)
{
    const FILE_RENAME_INFORMATION *information = request->irp->AssociatedIrp.SystemBuffer;
    ULONG length = request->stack->Parameters.SetFile.Length;

    if (length < FIELD_OFFSET(FILE_RENAME_INFORMATION, FileName)) return STATUS_INFO_LENGTH_MISMATCH;
    if (information->FileNameLength > length - FIELD_OFFSET(FILE_RENAME_INFORMATION, FileName)
        || information->FileNameLength == 0 || information->FileNameLength % sizeof(WCHAR) != 0
        || information->FileNameLength > 0xFFFE) {
        return STATUS_INVALID_PARAMETER;
    }
    to->name.Buffer = (WCHAR *)(uintptr_t)information->FileName;
    to->name.Length = to->name.MaximumLength = (USHORT)information->FileNameLength;
    if (!extended) {
        to->replace = request->stack->Parameters.SetFile.ReplaceIfExists;
        return STATUS_SUCCESS;
    }
    if (!fs_can(request->vcb->volume)->posix) return STATUS_INVALID_PARAMETER;
    to->replace = (information->Flags & FILE_RENAME_REPLACE_IF_EXISTS) != 0;
    to->posix = (information->Flags & FILE_RENAME_POSIX_SEMANTICS) != 0;
    to->ignore_readonly = (information->Flags & FILE_RENAME_IGNORE_READONLY_ATTRIBUTE) != 0;
    return STATUS_SUCCESS;
}

// The directory is the open one that the I/O manager hands over, or the file's own.
static NTSTATUS find_target(const fs_request *request, target *to)
{
    PFILE_OBJECT parent = request->stack->Parameters.SetFile.FileObject;
    const fs_link *link = request->ccb->link;
    ULONG length = to->name.Length / sizeof(WCHAR);
    ULONG start = length;

    while (start > 0 && to->name.Buffer[start - 1] != '\\') start--;
    if (parent == NULL) {
        if (start > 0) return STATUS_OBJECT_NAME_INVALID;
        to->directory = link->directory;
    } else {
        fs_fcb *fcb = parent->FsContext;

        if (fcb == NULL || fcb->vcb != request->vcb || fcb->share != request->fcb->share) {
            return STATUS_NOT_SAME_DEVICE;
        }
        if (fs_file_of(parent) == NULL) return STATUS_INVALID_PARAMETER;
        to->directory = fs_file_of(parent);
    }
    to->name.Buffer += start;
    to->name.Length = (USHORT)((length - start) * sizeof(WCHAR));
    if (!fs_file_is_directory(to->directory)) return STATUS_NOT_A_DIRECTORY;
    if (!fs_is_legal(to->name.Buffer, length - start)) return STATUS_OBJECT_NAME_INVALID;
    to->existing = fs_find(to->directory, &to->name, false, NULL);
    return STATUS_SUCCESS;
}

static bool file_is_mapped_or_paging(const fs_file *file)
{
    for (const fs_stream *stream = file->streams; stream != NULL; stream = stream->next) {
        for (const fs_fcb *fcb = stream->fcbs; fcb != NULL; fcb = fcb->next_of_stream) {
            if (fcb->sections > 0 || fcb->paging_file) return true;
        }
    }
    return false;
}

// [MS-FSA] 2.1.5.15.11: a deleted target, and one with handles. No page gives the statuses of
// directories, read-only, mapped and paging files.
static NTSTATUS may_replace(const fs_request *request, const target *to)
{
    const fs_link *existing = to->existing;

    if (existing == NULL) return STATUS_SUCCESS;
    if (!to->replace) return STATUS_OBJECT_NAME_COLLISION;
    if (existing->delete_pending) return STATUS_DELETE_PENDING;
    if (fs_file_is_directory(existing->file)) return STATUS_ACCESS_DENIED;
    if ((existing->file->attributes & FILE_ATTRIBUTE_READONLY) && !to->ignore_readonly) {
        return STATUS_ACCESS_DENIED;
    }
    if (existing->file == request->file) return STATUS_SUCCESS; // another link of its own
    if (file_is_mapped_or_paging(existing->file)) return STATUS_ACCESS_DENIED;
    return !to->posix && fs_file_has_handles(existing->file) ? STATUS_ACCESS_DENIED
                                                             : STATUS_SUCCESS;
}

static void replace(const target *to)
{
    if (to->existing == NULL) return;
    fs_report_change(to->existing, FILE_NOTIFY_CHANGE_FILE_NAME, FILE_ACTION_REMOVED);
    fs_remove_link(to->existing);
}

// --- Streams -------------------------------------------------------------------------------------

// [MS-FSA], Algorithm for Performing Stream Rename
static NTSTATUS rename_stream(const fs_request *request, const target *to)
{
    fs_stream *stream = request->stream;
    UNICODE_STRING name = to->name;
    UNICODE_STRING stream_name;
    fs_stream *existing;
    bool has_stream;

    if (!fs_split_stream(&name, &stream_name, &has_stream)
        || !fs_is_legal(stream_name.Buffer, stream_name.Length / sizeof(WCHAR))) {
        return STATUS_INVALID_PARAMETER;
    }
    // What the documentation calls renaming the default stream is a move of its data: not offered.
    if (stream->length == 0) return STATUS_INVALID_PARAMETER;
    existing = fs_find_stream(request->file, &stream_name);
    if (existing != NULL && existing != stream) {
        if (!to->replace) return STATUS_OBJECT_NAME_COLLISION;
        if (existing->size > 0 || fs_has_handles(existing)) return STATUS_INVALID_PARAMETER;
        fs_remove_stream(existing);
    }
    fs_name_stream(stream, &stream_name);
    request->vcb->volume->generation++;
    return STATUS_SUCCESS;
}

// --- Rename --------------------------------------------------------------------------------------

static bool lies_below(const fs_file *file, const fs_file *directory)
{
    for (; file != NULL; file = fs_directory_of(file)) {
        if (file == directory) return true;
    }
    return false;
}

// [MS-FSA] 2.1.5.15.11: not a directory with open files below it. Of the rest no page says it.
static NTSTATUS may_rename(const fs_request *request, const target *to)
{
    const fs_link *link = request->ccb->link;

    if (link->delete_pending) return STATUS_DELETE_PENDING;
    if (request->fcb->paging_file) return STATUS_ACCESS_DENIED;
    if (!fs_file_is_directory(request->file)) return STATUS_SUCCESS;
    if (lies_below(to->directory, request->file)) return STATUS_INVALID_PARAMETER;
    return fs_tree_has_handles(request->file) ? STATUS_ACCESS_DENIED : STATUS_SUCCESS;
}

NTSTATUS fs_rename(fs_request *request, bool extended)
{
    fs_link *link = request->ccb->link;
    ULONG filter = fs_file_is_directory(request->file) ? FILE_NOTIFY_CHANGE_DIR_NAME
                                                       : FILE_NOTIFY_CHANGE_FILE_NAME;
    target to = {0};
    bool moves;
    NTSTATUS status = read_flags(request, extended, &to);

    if (!NT_SUCCESS(status)) return status;
    if (fs_can(request->vcb->volume)->named_streams && to.name.Buffer[0] == ':') {
        return rename_stream(request, &to);
    }
    if (link == NULL) return STATUS_INVALID_PARAMETER; // the root
    if (link->removed) return STATUS_FILE_DELETED;
    status = find_target(request, &to);
    if (NT_SUCCESS(status)) status = may_rename(request, &to);
    if (to.existing == link) to.existing = NULL; // another case, or its own short name
    if (NT_SUCCESS(status)) status = may_replace(request, &to);
    if (!NT_SUCCESS(status)) return status;
    replace(&to);
    moves = link->directory != to.directory;
    fs_report_change(link, filter, moves ? FILE_ACTION_REMOVED : FILE_ACTION_RENAMED_OLD_NAME);
    fs_move_link(link, to.directory, &to.name);
    fs_report_change(link, filter, moves ? FILE_ACTION_ADDED : FILE_ACTION_RENAMED_NEW_NAME);
    request->ccb->by_short = false;
    return STATUS_SUCCESS;
}

NTSTATUS fs_make_hard_link(fs_request *request, bool extended)
{
    target to = {0};
    NTSTATUS status = read_flags(request, extended, &to);

    if (!NT_SUCCESS(status)) return status;
    if (!fs_can(request->vcb->volume)->hard_links) return STATUS_INVALID_DEVICE_REQUEST;
    if (fs_file_is_directory(request->file)) return STATUS_FILE_IS_A_DIRECTORY;
    if (request->ccb->link == NULL || request->file->links == NULL) return STATUS_FILE_DELETED;
    if (request->fcb->paging_file) return STATUS_ACCESS_DENIED;
    status = find_target(request, &to);
    if (NT_SUCCESS(status) && to.existing != NULL && to.existing->file == request->file) {
        return to.replace ? STATUS_SUCCESS : STATUS_OBJECT_NAME_COLLISION; // it is there already
    }
    if (NT_SUCCESS(status)) status = may_replace(request, &to);
    if (!NT_SUCCESS(status)) return status;
    replace(&to);
    fs_report_change(fs_make_link(to.directory, request->file, &to.name),
                     FILE_NOTIFY_CHANGE_FILE_NAME, FILE_ACTION_ADDED);
    request->file->changed = (LONGLONG)sim_system_time();
    return STATUS_SUCCESS;
}
