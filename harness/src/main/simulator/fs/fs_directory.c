// IRP_MJ_DIRECTORY_CONTROL (ifs/irp-mj-directory-control): what lies in a directory.
#include "fs_internal.h"

// Where the members of an information class lie; 0 where it has none of them.
typedef struct layout {
    ULONG class_;
    USHORT name, short_name, short_name_length, id, wide_id, ea, tag;
} layout;

#define AT(type, member) FIELD_OFFSET(type, member)

static const layout layouts[] = {
    {FileDirectoryInformation, AT(FILE_DIRECTORY_INFORMATION, FileName), 0, 0, 0, 0, 0, 0},
    {FileFullDirectoryInformation, AT(FILE_FULL_DIR_INFORMATION, FileName), 0, 0, 0, 0,
     AT(FILE_FULL_DIR_INFORMATION, EaSize), 0},
    {FileBothDirectoryInformation, AT(FILE_BOTH_DIR_INFORMATION, FileName),
     AT(FILE_BOTH_DIR_INFORMATION, ShortName), AT(FILE_BOTH_DIR_INFORMATION, ShortNameLength), 0, 0,
     AT(FILE_BOTH_DIR_INFORMATION, EaSize), 0},
    {FileIdFullDirectoryInformation, AT(FILE_ID_FULL_DIR_INFORMATION, FileName), 0, 0,
     AT(FILE_ID_FULL_DIR_INFORMATION, FileId), 0, AT(FILE_ID_FULL_DIR_INFORMATION, EaSize), 0},
    {FileIdBothDirectoryInformation, AT(FILE_ID_BOTH_DIR_INFORMATION, FileName),
     AT(FILE_ID_BOTH_DIR_INFORMATION, ShortName), AT(FILE_ID_BOTH_DIR_INFORMATION, ShortNameLength),
     AT(FILE_ID_BOTH_DIR_INFORMATION, FileId), 0, AT(FILE_ID_BOTH_DIR_INFORMATION, EaSize), 0},
    {FileIdExtdDirectoryInformation, AT(FILE_ID_EXTD_DIR_INFORMATION, FileName), 0, 0, 0,
     AT(FILE_ID_EXTD_DIR_INFORMATION, FileId), AT(FILE_ID_EXTD_DIR_INFORMATION, EaSize),
     AT(FILE_ID_EXTD_DIR_INFORMATION, ReparsePointTag)},
    {FileIdExtdBothDirectoryInformation, AT(FILE_ID_EXTD_BOTH_DIR_INFORMATION, FileName),
     AT(FILE_ID_EXTD_BOTH_DIR_INFORMATION, ShortName),
     AT(FILE_ID_EXTD_BOTH_DIR_INFORMATION, ShortNameLength), 0,
     AT(FILE_ID_EXTD_BOTH_DIR_INFORMATION, FileId), AT(FILE_ID_EXTD_BOTH_DIR_INFORMATION, EaSize),
     AT(FILE_ID_EXTD_BOTH_DIR_INFORMATION, ReparsePointTag)},
    {FileNamesInformation, AT(FILE_NAMES_INFORMATION, FileName), 0, 0, 0, 0, 0, 0},
};

static const layout *find_layout(ULONG class_)
{
    for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++) {
        if (layouts[i].class_ == class_) return &layouts[i];
    }
    return NULL;
}

// One entry of the directory: a name with the file it means.
typedef struct entry {
    const WCHAR *name;
    ULONG length; // in characters
    const fs_link *link; // NULL: "." and ".."
    const fs_file *file;
} entry;

static bool matches(const fs_ccb *ccb, const entry *found)
{
    return fs_matches(&ccb->pattern, found->name, found->length)
           || (found->link != NULL && found->link->short_length > 0
               && fs_matches(&ccb->pattern, found->link->short_name, found->link->short_length));
}

// The next entry that matches, from the position of the scan on. The scan goes by name, so that
// what is deleted or made meanwhile confuses nobody.
static bool next_entry(const fs_request *request, entry *found)
{
    fs_ccb *ccb = request->ccb;
    fs_file *directory = request->file;
    fs_file *parent = fs_directory_of(directory);

    if (parent == NULL) ccb->position = 2; // the root has no dots: no page says it
    while (ccb->position < 2) {
        *found = (entry){L"..", ++ccb->position, NULL, ccb->position == 1 ? directory : parent};
        if (matches(ccb, found)) return true;
    }
    for (fs_link *link = directory->children; link != NULL; link = link->next_in_directory) {
        if (ccb->last.Buffer != NULL
            && fs_compare(link->name, link->length, ccb->last.Buffer,
                          ccb->last.Length / sizeof(WCHAR))
                   <= 0) {
            continue;
        }
        *found = (entry){link->name, link->length, link, link->file};
        if (matches(ccb, found)) return true;
    }
    return false;
}

static void passed(fs_ccb *ccb, const entry *found)
{
    if (found->link == NULL) return;
    sim_free(ccb->last.Buffer);
    ccb->last.Length = ccb->last.MaximumLength = (USHORT)(found->length * sizeof(WCHAR));
    ccb->last.Buffer = sim_alloc(ccb->last.Length);
    memcpy(ccb->last.Buffer, found->name, ccb->last.Length);
}

static void fill(const layout *at, UCHAR *buffer, const entry *found, ULONG name_bytes)
{
    const fs_file *file = found->file;
    const fs_stream *stream = file->streams;
    ULONG tag = file->reparse == NULL ? 0 : ((REPARSE_DATA_BUFFER *)file->reparse)->ReparseTag;

    memset(buffer, 0, at->name);
    if (at->class_ == FileNamesInformation) {
        ((FILE_NAMES_INFORMATION *)buffer)->FileNameLength = found->length * sizeof(WCHAR);
    } else {
        FILE_DIRECTORY_INFORMATION *head = (FILE_DIRECTORY_INFORMATION *)buffer;

        head->CreationTime.QuadPart = file->created;
        head->LastAccessTime.QuadPart = file->accessed;
        head->LastWriteTime.QuadPart = file->written;
        head->ChangeTime.QuadPart = file->changed;
        head->EndOfFile.QuadPart = stream->size;
        head->AllocationSize.QuadPart = stream->allocation;
        head->FileAttributes = fs_attributes(stream);
        head->FileNameLength = found->length * sizeof(WCHAR);
    }
    if (at->short_name != 0 && found->link != NULL && found->link->short_length > 0) {
        buffer[at->short_name_length] = (UCHAR)(found->link->short_length * sizeof(WCHAR));
        memcpy(buffer + at->short_name, found->link->short_name,
               found->link->short_length * sizeof(WCHAR));
    }
    if (at->id != 0) memcpy(buffer + at->id, &file->id, sizeof(file->id));
    if (at->wide_id != 0) memcpy(buffer + at->wide_id, &file->id, sizeof(file->id));
    if (at->ea != 0) *(ULONG *)(buffer + at->ea) = tag != 0 ? tag : file->ea_length;
    if (at->tag != 0) *(ULONG *)(buffer + at->tag) = tag;
    memcpy(buffer + at->name, found->name, name_bytes);
}

// The expression of the first query holds for the later ones; a restart takes a new one if there is
// one.
static void set_pattern(const fs_request *request)
{
    const UNICODE_STRING *pattern = request->stack->Parameters.QueryDirectory.FileName;
    fs_ccb *ccb = request->ccb;

    if (pattern == NULL || pattern->Length == 0) return;
    sim_free(ccb->pattern.Buffer);
    ccb->pattern = *pattern;
    ccb->pattern.MaximumLength = pattern->Length;
    ccb->pattern.Buffer = sim_alloc(pattern->Length);
    memcpy(ccb->pattern.Buffer, pattern->Buffer, pattern->Length);
}

static NTSTATUS scan(fs_request *request, const layout *at, UCHAR *buffer, ULONG length,
                     bool single)
{
    fs_ccb *ccb = request->ccb;
    ULONG next = 0;
    ULONG used = 0;
    UCHAR *previous = NULL;
    entry found;

    while (next_entry(request, &found)) {
        ULONG bytes = found.length * sizeof(WCHAR);

        if (next > length || length - next < at->name + bytes) {
            if (found.link == NULL) ccb->position--; // it comes again
            if (previous != NULL) break;
            // Not even one fits: as much of its name as does.
            fill(at, buffer, &found, (length - at->name) & ~1u);
            request->irp->IoStatus.Information = length;
            return STATUS_BUFFER_OVERFLOW;
        }
        fill(at, buffer + next, &found, bytes);
        passed(ccb, &found);
        if (previous != NULL) *(ULONG *)previous = (ULONG)(buffer + next - previous);
        previous = buffer + next;
        used = next + at->name + bytes;
        next = (used + 7) & ~7u;
        if (single) break;
    }
    request->irp->IoStatus.Information = used;
    return previous != NULL ? STATUS_SUCCESS : STATUS_NO_MORE_FILES;
}

static NTSTATUS query_directory(fs_request *request)
{
    PIO_STACK_LOCATION stack = request->stack;
    const layout *at = find_layout(stack->Parameters.QueryDirectory.FileInformationClass);
    ULONG length = stack->Parameters.QueryDirectory.Length;
    fs_ccb *ccb = request->ccb;
    bool first = !ccb->scanned;
    NTSTATUS status;

    if (at == NULL) return STATUS_INVALID_INFO_CLASS;
    if (length < at->name) return STATUS_INFO_LENGTH_MISMATCH;
    if (first || (stack->Flags & SL_RESTART_SCAN)) {
        set_pattern(request);
        ccb->scanned = true;
        ccb->position = 0;
        sim_free(ccb->last.Buffer);
        ccb->last = (UNICODE_STRING){0};
    }
    // [MS-FSA] 2.1.5.6.3: what a first query and a later one return if nothing is left.
    status = scan(request, at, fs_user_buffer(request->irp), length,
                  (stack->Flags & SL_RETURN_SINGLE_ENTRY) != 0);
    return status == STATUS_NO_MORE_FILES && first ? STATUS_NO_SUCH_FILE : status;
}

NTSTATUS fs_directory_control(fs_request *request)
{
    NTSTATUS status;

    if (request->fcb == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    if (!fs_is_directory(request->file_object)) return STATUS_INVALID_PARAMETER;
    status = fs_verify(request);
    if (!NT_SUCCESS(status)) return status;
    if (request->ccb->link != NULL && request->ccb->link->removed) return STATUS_DELETE_PENDING;
    switch (request->stack->MinorFunction) {
    case IRP_MN_QUERY_DIRECTORY:
        return query_directory(request);
    case IRP_MN_NOTIFY_CHANGE_DIRECTORY:
        return fs_notify_directory(request);
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}
