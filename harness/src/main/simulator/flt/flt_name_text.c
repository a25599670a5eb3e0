// The text of a name, from the file system or, before a create, from what the file object says.
#include <string.h>

#include "flt_name.h"

bool flt_name_is_remote(PFLT_VOLUME volume) {
    return volume->device_type == FILE_DEVICE_NETWORK_FILE_SYSTEM;
}

static fs_volume *file_system_of(PFLT_VOLUME volume) {
    return fs_volume_of_device(volume->file_system);
}

// The volume's name, then the path.
static flt_text full_path(PFLT_VOLUME volume, const WCHAR *path, uint32_t length) {
    flt_text text = flt_text_create(volume->name.Length + length);
    memcpy(text.buffer, volume->name.Buffer, volume->name.Length);
    if (length > 0) memcpy(text.buffer + volume->name.Length / sizeof(WCHAR), path, length);
    return text;
}

static bool ends_with(const flt_text *text, const WCHAR *tail, uint32_t count) {
    uint32_t length = text->length / sizeof(WCHAR);
    if (length < count) return false;
    UNICODE_STRING end = {(USHORT)(count * sizeof(WCHAR)), (USHORT)(count * sizeof(WCHAR)),
                          text->buffer + length - count};
    UNICODE_STRING wanted = {end.Length, end.Length, (PWCH)tail};
    return RtlEqualUnicodeString(&end, &wanted, TRUE);
}

void flt_name_strip_stream_type(flt_text *text) {
    static const WCHAR unnamed[] = L"::$DATA", type[] = L":$DATA";
    if (ends_with(text, unnamed, 7)) {
        text->length -= 7 * sizeof(WCHAR);
    } else if (ends_with(text, type, 6)) {
        text->length -= 6 * sizeof(WCHAR);
    }
}

// --- Files that are open -------------------------------------------------------------------------

typedef ULONG (*name_getter)(PFILE_OBJECT file, WCHAR *buffer, ULONG capacity);

static flt_text text_from(name_getter get, PFILE_OBJECT file) {
    flt_text text = flt_text_create(get(file, NULL, 0));
    get(file, text.buffer, text.length);
    return text;
}

static NTSTATUS short_name(PFILE_OBJECT file, flt_text *text) {
    *text = text_from(fs_short_name, file);
    if (text->length > 0) return STATUS_SUCCESS;
    flt_text_free(text);
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

static NTSTATUS open_name(const flt_name_query *query, PFILE_OBJECT file, flt_text *text) {
    bool normalized = FltGetFileNameFormat(query->options) == FLT_FILE_NAME_NORMALIZED;
    flt_text path = text_from(normalized ? fs_normalized_name : fs_opened_name, file);
    if (normalized) flt_name_strip_stream_type(&path);
    *text = full_path(query->volume, path.buffer, path.length);
    flt_text_free(&path);
    return STATUS_SUCCESS;
}

// --- Files that are about to be opened -----------------------------------------------------------

// The path that the file object asks for, relative to the volume.
static flt_text wanted_path(PFILE_OBJECT file) {
    uint32_t length = file->FileName.Length;
    flt_text base = {NULL, 0};
    if (file->RelatedFileObject != NULL) {
        base = text_from(fs_opened_name, file->RelatedFileObject);
        while (base.length > 0 && base.buffer[base.length / sizeof(WCHAR) - 1] == L'\\') {
            base.length -= sizeof(WCHAR);
        }
    }
    bool joined = base.buffer != NULL && length > 0 && file->FileName.Buffer[0] != L':' &&
                  file->FileName.Buffer[0] != L'\\';
    flt_text path = flt_text_create(base.length + (joined ? sizeof(WCHAR) : 0) + length);
    WCHAR *to = path.buffer;
    if (base.length > 0) memcpy(to, base.buffer, base.length);
    to += base.length / sizeof(WCHAR);
    if (joined) *to++ = L'\\';
    if (length > 0) memcpy(to, file->FileName.Buffer, length);
    flt_text_free(&base);
    return path;
}

// "\;X:0\server\share\…": the drive that a redirector's file is opened through is no part of its name.
static void cut_drive(flt_text *path) {
    uint32_t count = path->length / sizeof(WCHAR), at = 1;
    if (count < 2 || path->buffer[0] != L'\\' || path->buffer[1] != L';') return;
    while (at < count && path->buffer[at] != L'\\') at++;
    path->length -= at * (uint32_t)sizeof(WCHAR);
    memmove(path->buffer, path->buffer + at, path->length);
}

// SL_OPEN_TARGET_DIRECTORY: the parent is what is opened. A root keeps its separator, and a share has one.
static void cut_to_parent(flt_text *path, bool remote) {
    uint32_t count = path->length / sizeof(WCHAR), separators = 0;
    while (count > 1 && path->buffer[count - 1] == L'\\') count--;
    while (count > 0 && path->buffer[count - 1] != L'\\') count--;
    for (uint32_t i = 0; i < count; i++) separators += path->buffer[i] == L'\\';
    if (separators > (remote ? 3u : 1u)) count--;
    path->length = count * sizeof(WCHAR);
}

static void normalize(PFLT_VOLUME volume, flt_text *path) {
    fs_volume *file_system = file_system_of(volume);
    if (file_system == NULL) return;
    UNICODE_STRING given = flt_text_string(path);
    ULONG length = fs_normalize_path(file_system, NULL, &given, NULL, 0);
    flt_text longer = flt_text_create(length);
    fs_normalize_path(file_system, NULL, &given, longer.buffer, length);
    flt_text_free(path);
    *path = longer;
    flt_name_strip_stream_type(path);
}

// An open by identifier: only the file system knows the name.
static NTSTATUS name_by_id(const flt_name_query *query, flt_text *text) {
    PFILE_OBJECT opened;
    io_open_request request = {.device = query->volume->file_system,
                               .start = query->volume->below,
                               .path = query->file->FileName,
                               .access = FILE_READ_ATTRIBUTES,
                               .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                               .disposition = FILE_OPEN,
                               .options = FILE_OPEN_BY_FILE_ID,
                               .flags = IO_KERNEL_MODE | IO_IGNORE_SHARE};
    NTSTATUS status = io_open(&request, &opened, NULL);
    if (!NT_SUCCESS(status)) return status;
    status = open_name(query, opened, text);
    io_cleanup(opened);
    return status;
}

static NTSTATUS wanted_name(const flt_name_query *query, flt_text *text) {
    FLT_FILE_NAME_OPTIONS format = FltGetFileNameFormat(query->options);
    if (format == FLT_FILE_NAME_SHORT) return STATUS_FLT_INVALID_NAME_REQUEST;
    const FLT_IO_PARAMETER_BLOCK *iopb =
        query->operation != NULL ? query->operation->data->Iopb : NULL;
    bool is_create = iopb != NULL && iopb->MajorFunction == IRP_MJ_CREATE;
    if (is_create && (iopb->Parameters.Create.Options & FILE_OPEN_BY_FILE_ID) != 0) {
        return name_by_id(query, text);
    }
    flt_text path = wanted_path(query->file);
    if (flt_name_is_remote(query->volume)) cut_drive(&path);
    if (is_create && (iopb->OperationFlags & SL_OPEN_TARGET_DIRECTORY) != 0) {
        cut_to_parent(&path, flt_name_is_remote(query->volume));
    }
    if (format == FLT_FILE_NAME_NORMALIZED) normalize(query->volume, &path);
    *text = full_path(query->volume, path.buffer, path.length);
    flt_text_free(&path);
    return STATUS_SUCCESS;
}

// Whether the file object is open as far as the file system is concerned.
static bool is_open(const flt_name_query *query) {
    flt_operation *operation = query->operation;
    if (operation != NULL && operation->file == query->file &&
        operation->data->Iopb->MajorFunction == IRP_MJ_CREATE && !operation->opened) {
        return false;
    }
    return query->file->FsContext != NULL;
}

NTSTATUS flt_name_from_file_system(const flt_name_query *query, flt_text *text) {
    if (!is_open(query)) return wanted_name(query, text);
    if (FltGetFileNameFormat(query->options) == FLT_FILE_NAME_SHORT) {
        return short_name(query->file, text);
    }
    return open_name(query, query->file, text);
}

// --- Targets of renames and links ----------------------------------------------------------------

// The directory that the file lies in, relative to the volume, with the separator at its end.
// On the network the name of the open is the old one, whatever happened since (N4).
static flt_text parent_of(PFILE_OBJECT file) {
    flt_text path = text_from(fs_normalized_name, file);
    uint32_t count = path.length / sizeof(WCHAR);
    while (count > 0 && path.buffer[count - 1] != L'\\') count--;
    path.length = count * sizeof(WCHAR);
    return path;
}

static flt_text join(flt_text base, const UNICODE_STRING *to) {
    uint32_t count = base.length / sizeof(WCHAR);
    bool separator = count == 0 || base.buffer[count - 1] != L'\\';
    flt_text path = flt_text_create(base.length + (separator ? sizeof(WCHAR) : 0) + to->Length);
    if (base.length > 0) memcpy(path.buffer, base.buffer, base.length);
    if (separator) path.buffer[count++] = L'\\';
    memcpy(path.buffer + count, to->Buffer, to->Length);
    flt_text_free(&base);
    return path;
}

// A full path, such as "\??\C:\folder\name": what follows the volume.
static NTSTATUS resolve(PFLT_VOLUME volume, const UNICODE_STRING *to, flt_text *path) {
    PDEVICE_OBJECT device;
    UNICODE_STRING rest = *to;
    NTSTATUS status = io_parse_path(to, &device, &rest);
    if (NT_SUCCESS(status)) {
        bool same = device == volume->disk || flt_volume_of_device(device) == volume;
        if (!same) return STATUS_MOUNT_POINT_NOT_RESOLVED;
    } else {
        rest = *to;
    }
    *path = flt_text_create(rest.Length);
    memcpy(path->buffer, rest.Buffer, rest.Length);
    if (flt_name_is_remote(volume)) cut_drive(path);
    return STATUS_SUCCESS;
}

NTSTATUS flt_name_of_destination(const flt_name_query *query, PFILE_OBJECT root,
                                 const UNICODE_STRING *to, flt_text *text) {
    flt_text path;
    bool stream = to->Length > 0 && to->Buffer[0] == L':';
    if (stream) {
        path = text_from(fs_normalized_name, query->file);
        uint32_t count = path.length / sizeof(WCHAR), end = count;
        while (end > 0 && path.buffer[end - 1] != L'\\' && path.buffer[end - 1] != L':') end--;
        if (end > 0 && path.buffer[end - 1] == L':') path.length = (end - 1) * sizeof(WCHAR);
        flt_text whole = flt_text_create(path.length + to->Length);
        memcpy(whole.buffer, path.buffer, path.length);
        memcpy(whole.buffer + path.length / sizeof(WCHAR), to->Buffer, to->Length);
        flt_text_free(&path);
        path = whole;
    } else if (root != NULL) {
        path = join(text_from(fs_opened_name, root), to);
    } else if (to->Length > 0 && to->Buffer[0] == L'\\') {
        NTSTATUS status = resolve(query->volume, to, &path);
        if (!NT_SUCCESS(status)) return status;
    } else {
        path = join(parent_of(query->file), to);
    }
    if (FltGetFileNameFormat(query->options) == FLT_FILE_NAME_NORMALIZED) {
        normalize(query->volume, &path);
    }
    *text = full_path(query->volume, path.buffer, path.length);
    flt_text_free(&path);
    return STATUS_SUCCESS;
}
