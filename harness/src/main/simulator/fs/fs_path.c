// The names of what is open, as the file system and the Filter Manager give them.
#include "fs_internal.h"

void fs_path_append(fs_path *path, const WCHAR *text, ULONG characters)
{
    ULONG bytes = characters * sizeof(WCHAR);

    if (bytes == 0) return;
    if (path->length + bytes <= path->capacity) {
        memcpy((UCHAR *)path->buffer + path->length, text, bytes);
    } else if (path->length < path->capacity) {
        memcpy((UCHAR *)path->buffer + path->length, text, path->capacity - path->length);
    }
    path->length += bytes;
}

static void append_link(fs_path *path, const fs_link *link, bool by_short)
{
    fs_path_append(path, L"\\", 1);
    if (by_short && link->short_length > 0) {
        fs_path_append(path, link->short_name, link->short_length);
    } else {
        fs_path_append(path, link->name, link->length);
    }
}

void fs_path_of_directory(fs_path *path, const fs_file *directory, const fs_file *root)
{
    if (directory == root || directory->links == NULL) return;
    fs_path_of_directory(path, directory->links->directory, root);
    append_link(path, directory->links, false);
}

static void append_stream(fs_path *path, const fs_stream *stream)
{
    if (stream->length == 0) return;
    fs_path_append(path, L":", 1);
    fs_path_append(path, stream->name, stream->length);
}

void fs_path_of_open(fs_path *path, const fs_fcb *fcb, const fs_ccb *ccb, bool normalized)
{
    const fs_volume *volume = fcb->vcb->volume;
    const fs_link *link = ccb->link;
    fs_file *root = ccb->share == NULL ? volume->root : ccb->share->directory;

    if (fcb->stream == NULL) return;
    // A remote file's name is the one of its open, whatever happened to it (N4). A deleted file has
    // no other.
    if ((link != NULL && link->removed)
        || (!normalized && (ccb->generation == volume->generation || volume->kind == FS_REDIRECTOR)
            && (ccb->name_length > 0 || !ccb->by_id))) {
        fs_path_append(path, ccb->name, ccb->name_length / sizeof(WCHAR));
        return;
    }
    if (ccb->share != NULL) {
        fs_path_append(path, ccb->share->name.Buffer, ccb->share->name.Length / sizeof(WCHAR));
    }
    if (link == NULL) {
        fs_path_append(path, L"\\", 1);
    } else {
        fs_path_of_directory(path, link->directory, root);
        append_link(path, link, ccb->by_short && !normalized);
    }
    append_stream(path, fcb->stream);
}

static bool is_open(PFILE_OBJECT file_object)
{
    return file_object != NULL && file_object->FsContext != NULL && file_object->FsContext2 != NULL;
}

ULONG fs_opened_name(PFILE_OBJECT file_object, WCHAR *buffer, ULONG capacity)
{
    fs_path path = {buffer, capacity, 0};

    if (is_open(file_object)) {
        fs_path_of_open(&path, fs_fcb_of(file_object), fs_ccb_of(file_object), false);
    }
    return path.length;
}

ULONG fs_normalized_name(PFILE_OBJECT file_object, WCHAR *buffer, ULONG capacity)
{
    fs_path path = {buffer, capacity, 0};

    if (is_open(file_object)) {
        fs_path_of_open(&path, fs_fcb_of(file_object), fs_ccb_of(file_object), true);
    }
    return path.length;
}

ULONG fs_short_name(PFILE_OBJECT file_object, WCHAR *buffer, ULONG capacity)
{
    fs_path path = {buffer, capacity, 0};
    const fs_link *link = is_open(file_object) ? fs_ccb_of(file_object)->link : NULL;

    if (link != NULL) fs_path_append(&path, link->short_name, link->short_length);
    return path.length;
}

fs_file *fs_file_of(PFILE_OBJECT file_object)
{
    if (!is_open(file_object) || fs_fcb_of(file_object)->stream == NULL) return NULL;
    return fs_fcb_of(file_object)->stream->file;
}

uint64_t fs_file_id(PFILE_OBJECT file_object)
{
    const fs_file *file = fs_file_of(file_object);

    return file == NULL ? 0 : file->id;
}

uint64_t fs_parent_id(PFILE_OBJECT file_object)
{
    const fs_link *link = is_open(file_object) ? fs_ccb_of(file_object)->link : NULL;

    return link == NULL || link->removed ? 0 : link->directory->id;
}

bool fs_is_directory(PFILE_OBJECT file_object)
{
    const fs_file *file = fs_file_of(file_object);

    return file != NULL && fs_file_is_directory(file)
           && fs_fcb_of(file_object)->stream->length == 0;
}

bool fs_is_volume_open(PFILE_OBJECT file_object)
{
    return is_open(file_object) && fs_fcb_of(file_object)->stream == NULL;
}

bool fs_is_paging_file(PFILE_OBJECT file_object)
{
    return is_open(file_object) && fs_fcb_of(file_object)->paging_file;
}

// Splits the stream's name off a component.
static UNICODE_STRING without_stream(UNICODE_STRING component)
{
    for (USHORT i = 0; i < component.Length / sizeof(WCHAR); i++) {
        if (component.Buffer[i] == ':') component.Length = i * sizeof(WCHAR);
    }
    return component;
}

static const fs_file *share_root(const fs_volume *volume, UNICODE_STRING *rest, fs_path *path)
{
    for (const fs_share *share = volume->shares; share != NULL; share = share->next) {
        ULONG length = share->name.Length / sizeof(WCHAR);

        if (rest->Length >= share->name.Length
            && fs_names_equal(rest->Buffer, share->name.Buffer, length, false)
            && (rest->Length == share->name.Length || rest->Buffer[length] == '\\')) {
            fs_path_append(path, share->name.Buffer, length);
            rest->Buffer += length;
            rest->Length -= share->name.Length;
            return share->directory;
        }
    }
    return NULL;
}

ULONG fs_normalize_path(const fs_volume *volume, PFILE_OBJECT directory, PCUNICODE_STRING name,
                        WCHAR *buffer, ULONG capacity)
{
    fs_path path = {buffer, capacity, 0};
    UNICODE_STRING rest = *name;
    const fs_file *place = volume->root;

    if (directory != NULL && fs_file_of(directory) != NULL) {
        fs_path_of_open(&path, fs_fcb_of(directory), fs_ccb_of(directory), true);
        place = fs_file_of(directory);
        if (path.length == sizeof(WCHAR)) {
            path.length = 0; // the root's backslash comes with the component
        }
    } else if (volume->kind == FS_REDIRECTOR) {
        place = share_root(volume, &rest, &path);
    }
    if (rest.Length == sizeof(WCHAR) && path.length == 0) fs_path_append(&path, L"\\", 1);
    while (rest.Length > 0) {
        UNICODE_STRING component = fs_next_component(&rest);
        UNICODE_STRING base = without_stream(component);
        fs_link *link = place == NULL ? NULL : fs_find(place, &base, false, NULL);

        if (component.Length == 0) break;
        if (link == NULL) {
            fs_path_append(&path, L"\\", 1);
            fs_path_append(&path, component.Buffer, component.Length / sizeof(WCHAR));
            place = NULL;
            continue;
        }
        append_link(&path, link, false);
        fs_path_append(&path, base.Buffer + base.Length / sizeof(WCHAR),
                       (component.Length - base.Length) / sizeof(WCHAR));
        place = link->file;
    }
    return path.length;
}

bool fs_exists(const fs_volume *volume, PCUNICODE_STRING name)
{
    fs_path ignored = {NULL, 0, 0};
    UNICODE_STRING rest = *name;
    const fs_file *place = volume->root;

    if (volume->kind == FS_REDIRECTOR) place = share_root(volume, &rest, &ignored);
    while (place != NULL && rest.Length > 0) {
        UNICODE_STRING component = fs_next_component(&rest);
        UNICODE_STRING base = without_stream(component);
        fs_link *link;

        if (component.Length == 0) break;
        link = fs_find(place, &base, false, NULL);
        if (link == NULL) return false;
        place = link->file;
        if (base.Length < component.Length) {
            UNICODE_STRING stream = {component.Length - base.Length - sizeof(WCHAR), 0,
                                     base.Buffer + base.Length / sizeof(WCHAR) + 1};

            return fs_find_stream(place, &stream) != NULL;
        }
    }
    return place != NULL;
}
