// From the name of a create request to a file, or to the place where one could be made.
#include "fs_internal.h"

static bool text_is(const WCHAR *text, ULONG length, const WCHAR *other)
{
    ULONG i = 0;

    while (i < length && other[i] != 0 && rtl_upcase(text[i]) == rtl_upcase(other[i])) i++;
    return i == length && other[i] == 0;
}

// ntifs/ns-ntifs-_file_stream_information: "Book:Authors" and "Book:Authors:$DATA" are the same.
bool fs_split_stream(UNICODE_STRING *component, UNICODE_STRING *stream, bool *has_stream)
{
    ULONG length = component->Length / sizeof(WCHAR);
    ULONG colon = 0;
    ULONG end;

    *stream = (UNICODE_STRING){0};
    *has_stream = false;
    while (colon < length && component->Buffer[colon] != ':') colon++;
    if (colon == length) return true;
    *has_stream = true;
    end = colon + 1;
    while (end < length && component->Buffer[end] != ':') end++;
    stream->Buffer = component->Buffer + colon + 1;
    stream->Length = stream->MaximumLength = (USHORT)((end - colon - 1) * sizeof(WCHAR));
    component->Length = (USHORT)(colon * sizeof(WCHAR));
    if (end == length) return stream->Length > 0;
    return text_is(component->Buffer + end + 1, length - end - 1, L"$DATA");
}

static fs_share *find_share(const fs_volume *volume, const UNICODE_STRING *name)
{
    for (fs_share *share = volume->shares; share != NULL; share = share->next) {
        if (share->name.Length == name->Length
            && fs_names_equal(share->name.Buffer, name->Buffer, name->Length / sizeof(WCHAR),
                              false)) {
            return share;
        }
    }
    return NULL;
}

// Takes "\server\share" off the path, and before it the ";X:…" of a mapped drive.
static NTSTATUS take_share(const fs_volume *volume, UNICODE_STRING *path, fs_share **share)
{
    UNICODE_STRING rest = *path;
    UNICODE_STRING server = fs_next_component(&rest);
    UNICODE_STRING name;

    if (server.Length > 0 && server.Buffer[0] == ';') server = fs_next_component(&rest);
    if (server.Length == 0) return STATUS_OBJECT_PATH_SYNTAX_BAD;
    name.Buffer = server.Buffer - 1;
    if (fs_next_component(&rest).Length == 0) return STATUS_BAD_NETWORK_PATH;
    name.Length = name.MaximumLength = (USHORT)((UCHAR *)rest.Buffer - (UCHAR *)name.Buffer);
    *share = find_share(volume, &name);
    *path = rest;
    return *share == NULL ? STATUS_BAD_NETWORK_NAME : STATUS_SUCCESS;
}

static NTSTATUS start(const fs_request *request, UNICODE_STRING *path, fs_place *place)
{
    fs_volume *volume = request->vcb->volume;
    PFILE_OBJECT related = request->file_object->RelatedFileObject;

    place->file = volume->root;
    if (related != NULL && related->FsContext != NULL) {
        fs_fcb *fcb = fs_fcb_of(related);

        if (fcb->vcb->dismounted) return STATUS_VOLUME_DISMOUNTED;
        if (fcb->vcb != request->vcb || fcb->stream == NULL) return STATUS_INVALID_PARAMETER;
        if (path->Length > 0 && path->Buffer[0] == '\\') return STATUS_INVALID_PARAMETER;
        place->share = fcb->share;
        place->file = fcb->stream->file;
        place->link = fs_ccb_of(related)->link;
        if (place->link != NULL && place->link->removed) return STATUS_DELETE_PENDING;
        place->directory = place->link == NULL ? NULL : place->link->directory;
        return STATUS_SUCCESS;
    }
    if (path->Length == 0 || path->Buffer[0] != '\\') return STATUS_OBJECT_NAME_INVALID;
    if (volume->kind == FS_REDIRECTOR) {
        NTSTATUS status = take_share(volume, path, &place->share);

        if (!NT_SUCCESS(status)) return status;
        place->file = place->share->directory;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS by_id(const fs_request *request, const UNICODE_STRING *name, fs_place *place)
{
    fs_volume *volume = request->vcb->volume;
    uint64_t id;

    if (!fs_can(volume)->file_ids) return STATUS_NOT_SUPPORTED;
    if (name->Length < sizeof(id)) return STATUS_INVALID_PARAMETER;
    // A backslash may precede the id.
    memcpy(&id, (UCHAR *)name->Buffer + name->Length % 8, sizeof(id));
    place->file = fs_find_id(volume, id);
    if (place->file == NULL) return STATUS_INVALID_PARAMETER;
    place->link = place->file->links;
    place->directory = fs_directory_of(place->file);
    return STATUS_SUCCESS;
}

// One component down. `more`: others follow, so it must be a directory.
static NTSTATUS step(fs_place *place, const UNICODE_STRING *name, bool more, bool case_sensitive)
{
    fs_file *directory = place->file;

    if (!fs_file_is_directory(directory)) return STATUS_OBJECT_PATH_NOT_FOUND;
    place->directory = directory;
    place->last = *name;
    place->link = fs_find(directory, name, case_sensitive, &place->by_short);
    place->file = place->link == NULL ? NULL : place->link->file;
    if (more && place->link == NULL) {
        return fs_is_legal(name->Buffer, name->Length / sizeof(WCHAR))
                   ? STATUS_OBJECT_PATH_NOT_FOUND
                   : STATUS_OBJECT_NAME_INVALID;
    }
    if (more && place->link->delete_pending) return STATUS_DELETE_PENDING;
    return STATUS_SUCCESS;
}

static NTSTATUS walk(const fs_request *request, UNICODE_STRING path, bool stop_at_reparse,
                     fs_place *place)
{
    bool case_sensitive = (request->stack->Flags & SL_CASE_SENSITIVE) != 0;

    while (path.Length > 0) {
        UNICODE_STRING component = fs_next_component(&path);
        bool more = path.Length > 0;
        NTSTATUS status;

        if (component.Length == 0) return STATUS_OBJECT_NAME_INVALID;
        if (!more && !fs_split_stream(&component, &place->stream_name, &place->names_stream)) {
            return STATUS_OBJECT_NAME_INVALID;
        }
        if (place->names_stream && !fs_can(request->vcb->volume)->named_streams) {
            return STATUS_OBJECT_NAME_INVALID;
        }
        if (component.Length > 0) { // a relative open of ":stream" has none
            status = step(place, &component, more, case_sensitive);
            if (!NT_SUCCESS(status)) return status;
        }
        if (place->file != NULL && place->file->reparse != NULL && (more || stop_at_reparse)) {
            place->reparse = place->file;
            place->unparsed = path.Length;
            return STATUS_REPARSE;
        }
    }
    return STATUS_SUCCESS;
}

NTSTATUS fs_resolve(const fs_request *request, ULONG options, bool target_directory,
                    fs_place *place)
{
    UNICODE_STRING path = request->file_object->FileName;
    ULONG characters;
    NTSTATUS status;

    *place = (fs_place){0};
    if (options & FILE_OPEN_BY_FILE_ID) {
        status = by_id(request, &path, place);
    } else {
        status = start(request, &path, place);
        characters = path.Length / sizeof(WCHAR);
        if (NT_SUCCESS(status) && characters > 1 && path.Buffer[characters - 1] == '\\') {
            place->names_directory = true;
            path.Length -= sizeof(WCHAR);
        } else if (characters == 1 && path.Buffer[0] == '\\') {
            path.Length = 0;
        }
        if (NT_SUCCESS(status)) {
            status = walk(request, path,
                          !target_directory && (options & FILE_OPEN_REPARSE_POINT) == 0, place);
        }
    }
    if (status != STATUS_SUCCESS) return status;
    if (place->file != NULL) place->stream = fs_find_stream(place->file, &place->stream_name);
    return STATUS_SUCCESS;
}
