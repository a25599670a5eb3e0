// What lies on a disk: files, their names in directories, their streams and data.
#include "fs_internal.h"

// --- Names ---------------------------------------------------------------------------------------

fs_link *fs_find(const fs_file *directory, const UNICODE_STRING *name, bool case_sensitive,
                 bool *by_short)
{
    ULONG length = name->Length / sizeof(WCHAR);
    uint32_t hash = fs_hash(name->Buffer, length);

    for (fs_link *link = directory->children; link != NULL; link = link->next_in_directory) {
        if (link->hash == hash && link->length == length
            && fs_names_equal(link->name, name->Buffer, length, case_sensitive)) {
            if (by_short != NULL) *by_short = false;
            return link;
        }
        if (link->short_length == length && link->short_hash == hash
            && fs_names_equal(link->short_name, name->Buffer, length, false)) {
            if (by_short != NULL) *by_short = true;
            return link;
        }
    }
    return NULL;
}

static fs_tunnel *find_tunnel(fs_volume *volume, const fs_file *directory,
                              const UNICODE_STRING *name)
{
    ULONG length = name->Length / sizeof(WCHAR);
    LONGLONG now = (LONGLONG)sim_system_time();

    for (int i = 0; i < FS_TUNNELS; i++) {
        fs_tunnel *tunnel = &volume->tunnels[i];

        if (tunnel->name == NULL || tunnel->directory != directory->id
            || now - tunnel->removed_at > FS_TUNNEL_TIME) {
            continue;
        }
        if ((tunnel->length == length && fs_names_equal(tunnel->name, name->Buffer, length, false))
            || (tunnel->short_length == length
                && fs_names_equal(tunnel->short_name, name->Buffer, length, false))) {
            return tunnel;
        }
    }
    return NULL;
}

static void forget_tunnel(fs_tunnel *tunnel)
{
    sim_free(tunnel->name);
    *tunnel = (fs_tunnel){0};
}

// Remembers a name that leaves its directory, as FsRtlAddToTunnelCache does:
// ntifs/nf-ntifs-_fsrtl_advanced_fcb_header-fsrtladdtotunnelcache.
static void add_tunnel(const fs_link *link)
{
    fs_volume *volume = link->file->volume;
    fs_tunnel *tunnel = &volume->tunnels[volume->next_tunnel++ % FS_TUNNELS];

    if (!fs_can(volume)->tunnelling) return;
    if (tunnel->name != NULL) forget_tunnel(tunnel);
    tunnel->directory = link->directory->id;
    tunnel->removed_at = (LONGLONG)sim_system_time();
    tunnel->created = link->file->created;
    tunnel->length = link->length;
    tunnel->name = sim_alloc(link->length * sizeof(WCHAR));
    memcpy(tunnel->name, link->name, link->length * sizeof(WCHAR));
    tunnel->short_length = link->short_length;
    memcpy(tunnel->short_name, link->short_name, sizeof(link->short_name));
}

static void set_short_name(fs_link *link, const WCHAR *name, uint8_t length)
{
    link->short_length = length;
    link->short_hash = 0;
    if (length == 0) return;
    memmove(link->short_name, name, length * sizeof(WCHAR));
    link->short_hash = fs_hash(name, length);
}

static void free_name(fs_link *link)
{
    if (link->name != link->own_name) sim_free(link->name);
    link->name = link->own_name;
}

static void set_name(fs_link *link, const UNICODE_STRING *name)
{
    free_name(link);
    link->length = name->Length / sizeof(WCHAR);
    if (link->length > link->capacity) link->name = sim_alloc(name->Length);
    memcpy(link->name, name->Buffer, name->Length);
    link->hash = fs_hash(link->name, link->length);
}

// Names a link that is in no directory and enters it there.
static void enter(fs_link *link, fs_file *directory, const UNICODE_STRING *name)
{
    WCHAR short_name[12];
    const fs_capabilities *can = fs_can(directory->volume);
    fs_link **place = &directory->children;

    set_name(link, name);
    set_short_name(link, NULL, 0);
    if (can->short_names && !fs_is_short_name(link->name, link->length)) {
        set_short_name(link, short_name,
                       fs_make_short_name(directory, link->name, link->length, short_name));
    }
    link->directory = directory;
    while (*place != NULL
           && fs_compare((*place)->name, (*place)->length, link->name, link->length) < 0) {
        place = &(*place)->next_in_directory;
    }
    link->next_in_directory = *place;
    *place = link;
    directory->volume->names++;
    directory->written = directory->changed = (LONGLONG)sim_system_time();
}

static void leave_directory(fs_link *link)
{
    fs_link **place = &link->directory->children;

    while (*place != link) place = &(*place)->next_in_directory;
    *place = link->next_in_directory;
    link->next_in_directory = NULL;
    link->file->volume->names--;
    link->directory->written = link->directory->changed = (LONGLONG)sim_system_time();
}

// Enters it under the name that was there a moment ago, if it is that one's long or short name.
static void enter_tunnelled(fs_link *link, fs_file *directory, const UNICODE_STRING *name,
                            fs_tunnel *tunnel)
{
    UNICODE_STRING former;

    if (tunnel == NULL) {
        enter(link, directory, name);
        return;
    }
    former.Buffer = tunnel->name;
    former.Length = former.MaximumLength = tunnel->length * sizeof(WCHAR);
    if (fs_find(directory, &former, false, NULL) != NULL) {
        enter(link, directory, name);
        return;
    }
    enter(link, directory, &former);
    set_short_name(link, tunnel->short_name, tunnel->short_length);
    link->file->created = tunnel->created;
    forget_tunnel(tunnel);
}

fs_link *fs_make_link(fs_file *directory, fs_file *file, const UNICODE_STRING *name)
{
    fs_link *link = sim_alloc(sizeof(fs_link) + name->Length);

    link->capacity = name->Length / sizeof(WCHAR);
    link->name = link->own_name;
    link->file = file;
    link->next_of_file = file->links;
    file->links = link;
    enter_tunnelled(link, directory, name, find_tunnel(file->volume, directory, name));
    return link;
}

void fs_move_link(fs_link *link, fs_file *directory, const UNICODE_STRING *name)
{
    fs_volume *volume = link->file->volume;
    fs_tunnel *tunnel = find_tunnel(volume, directory, name);
    fs_tunnel kept = {0};

    if (tunnel != NULL) { // the old name may take its place
        kept = *tunnel;
        *tunnel = (fs_tunnel){0};
    }
    add_tunnel(link);
    leave_directory(link);
    enter_tunnelled(link, directory, name, tunnel == NULL ? NULL : &kept);
    sim_free(kept.name);
    volume->generation++;
    link->file->changed = (LONGLONG)sim_system_time();
}

void fs_remove_link(fs_link *link)
{
    fs_file *file = link->file;
    fs_link **place = &file->links;

    add_tunnel(link);
    leave_directory(link);
    while (*place != link) place = &(*place)->next_of_file;
    *place = link->next_of_file;
    link->removed = true;
    file->changed = (LONGLONG)sim_system_time();
    fs_release_link(link);
    fs_release_file(file);
}

void fs_release_link(fs_link *link)
{
    if (!link->removed || link->opens > 0) return;
    free_name(link);
    sim_free(link);
}

// --- Files ---------------------------------------------------------------------------------------

fs_file *fs_make_file(fs_volume *volume, ULONG attributes)
{
    fs_file *file = sim_alloc(sizeof(fs_file));
    LONGLONG now = (LONGLONG)sim_system_time();

    file->volume = volume;
    // As on NTFS: a record number with a sequence number above it.
    file->id = ++volume->last_id | 0x0001000000000000;
    file->attributes = attributes;
    file->created = file->accessed = file->written = file->changed = now;
    file->streams = &file->stream;
    file->stream.file = file;
    return file;
}

static fs_file *find_id_below(const fs_file *directory, uint64_t id)
{
    for (const fs_link *link = directory->children; link != NULL; link = link->next_in_directory) {
        fs_file *found = link->file->id == id ? link->file : find_id_below(link->file, id);

        if (found != NULL) return found;
    }
    return NULL;
}

fs_file *fs_find_id(fs_volume *volume, uint64_t id)
{
    return volume->root->id == id ? volume->root : find_id_below(volume->root, id);
}

void fs_drop_stream(fs_stream *stream)
{
    fs_truncate(stream, 0);
    sim_free(stream->name);
    if (stream != &stream->file->stream) sim_free(stream);
}

void fs_release_file(fs_file *file)
{
    if (file->links != NULL || file->fcbs > 0 || file == file->volume->root) return;
    while (file->streams != NULL) {
        fs_stream *stream = file->streams;

        file->streams = stream->next;
        fs_drop_stream(stream);
    }
    sim_free(file->reparse);
    sim_free(file->ea);
    sim_free(file->security);
    sim_free(file);
}

// --- Streams -------------------------------------------------------------------------------------

fs_stream *fs_find_stream(const fs_file *file, const UNICODE_STRING *name)
{
    ULONG length = name->Length / sizeof(WCHAR);

    for (fs_stream *stream = file->streams; stream != NULL; stream = stream->next) {
        if (stream->length == length
            && fs_names_equal(stream->name, name->Buffer, length, false)) {
            return stream;
        }
    }
    return NULL;
}

void fs_name_stream(fs_stream *stream, const UNICODE_STRING *name)
{
    sim_free(stream->name);
    stream->name = NULL;
    stream->length = name->Length / sizeof(WCHAR);
    if (name->Length == 0) return;
    stream->name = sim_alloc(name->Length);
    memcpy(stream->name, name->Buffer, name->Length);
}

fs_stream *fs_make_stream(fs_file *file, const UNICODE_STRING *name)
{
    fs_stream *stream = sim_alloc(sizeof(fs_stream));
    fs_stream **place = &file->streams;

    stream->file = file;
    fs_name_stream(stream, name);
    while (*place != NULL) place = &(*place)->next;
    *place = stream;
    return stream;
}

void fs_remove_stream(fs_stream *stream)
{
    fs_stream **place = &stream->file->streams;

    while (*place != stream) place = &(*place)->next;
    *place = stream->next;
    stream->next = NULL;
    stream->removed = true;
    if (stream->uses == 0) fs_drop_stream(stream);
}

// --- Data ----------------------------------------------------------------------------------------

static LONGLONG clusters(LONGLONG size)
{
    return (size + FS_CLUSTER - 1) & ~(LONGLONG)(FS_CLUSTER - 1);
}

void fs_truncate(fs_stream *stream, LONGLONG size)
{
    fs_chunk **place = &stream->chunks;

    while (*place != NULL) {
        fs_chunk *chunk = *place;

        if (chunk->offset >= size) {
            *place = chunk->next;
            sim_free(chunk);
            continue;
        }
        if (size - chunk->offset < FS_CHUNK) {
            size_t kept = (size_t)(size - chunk->offset);

            memset(chunk->data + kept, 0, FS_CHUNK - kept);
        }
        place = &chunk->next;
    }
}

void fs_set_size(fs_stream *stream, LONGLONG size)
{
    if (size < stream->size) fs_truncate(stream, size);
    stream->size = size;
    if (stream->valid > size) stream->valid = size;
    stream->allocation = clusters(size);
    fs_update_sizes(stream);
}

// The chunk that holds the offset, found from a place at or before it; made if it is missing.
static fs_chunk **chunk_from(fs_chunk **place, LONGLONG offset)
{
    LONGLONG start = offset - offset % FS_CHUNK;
    fs_chunk *chunk;

    while (*place != NULL && (*place)->offset < start) place = &(*place)->next;
    if (*place != NULL && (*place)->offset == start) return place;
    chunk = sim_alloc(sizeof(fs_chunk));
    chunk->offset = start;
    chunk->next = *place;
    *place = chunk;
    return place;
}

void fs_read_stream(const fs_stream *stream, LONGLONG offset, void *buffer, ULONG length)
{
    LONGLONG end = offset + length;

    memset(buffer, 0, length);
    for (const fs_chunk *chunk = stream->chunks; chunk != NULL && chunk->offset < end;
         chunk = chunk->next) {
        LONGLONG from = chunk->offset > offset ? chunk->offset : offset;
        LONGLONG to = chunk->offset + FS_CHUNK < end ? chunk->offset + FS_CHUNK : end;

        if (from < to) {
            memcpy((UCHAR *)buffer + (from - offset), chunk->data + (from - chunk->offset),
                   (size_t)(to - from));
        }
    }
}

void fs_write_stream(fs_stream *stream, LONGLONG offset, const void *buffer, ULONG length)
{
    const UCHAR *from = buffer;
    LONGLONG end = offset + length;
    fs_chunk **place = &stream->chunks;

    while (offset < end) {
        place = chunk_from(place, offset);
        fs_chunk *chunk = *place;
        LONGLONG within = offset - chunk->offset;
        LONGLONG count = FS_CHUNK - within < end - offset ? FS_CHUNK - within : end - offset;

        memcpy(chunk->data + within, from, (size_t)count);
        from += count;
        offset += count;
    }
}
