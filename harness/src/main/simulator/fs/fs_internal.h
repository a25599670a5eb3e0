// What the parts of the simulated file systems share.
//
// On the disk, across mounts: fs_volume, fs_file, fs_link, fs_stream. While mounted: fs_vcb. While
// open: fs_fcb (FILE_OBJECT.FsContext) and fs_ccb (FsContext2). Threads are switched only where a
// driver is called or a scheduling point is passed, so nothing here takes a lock: what must be seen
// as one step is written without calling out.
#ifndef PERSTREAM_FS_INTERNAL_H
#define PERSTREAM_FS_INTERNAL_H

#include <string.h>

#include "../kernel/kernel.h"
#include "../kernel/rtl.h"
#include "fs.h"

// Node type codes of the headers, as each file system has some of its own.
#define FS_FCB_NODE 0x5346
// Pool tags: "FsRp", "FsNo", "FsFc".
#define FS_TAG_REPARSE 0x70527346
#define FS_TAG_NODE 0x6F4E7346
#define FS_TAG_FCB 0x63467346
#define FS_CHUNK 256
#define FS_CLUSTER 4096
#define FS_NAME_LIMIT 255 // characters of a component
#define FS_TUNNELS 4
#define FS_TUNNEL_TIME (15 * 10000000LL) // [MS-FSA] 2.1.1.2: 15 seconds

typedef struct fs_link fs_link;
typedef struct fs_stream fs_stream;
typedef struct fs_share fs_share;
typedef struct fs_vcb fs_vcb;
typedef struct fs_fcb fs_fcb;
typedef struct fs_ccb fs_ccb;
typedef struct fs_node fs_node;

// --- On the disk ---------------------------------------------------------------------------------

// A name of a file in a directory.
struct fs_link {
    fs_link *next_in_directory, *next_of_file;
    fs_file *directory, *file;
    uint32_t hash, short_hash;
    uint32_t opens;        // file objects that were opened through it, without a close
    uint32_t handles;      // the same without a cleanup
    uint16_t length;       // in characters
    uint8_t short_length;  // 0: the name is an 8.3 name itself, or has none
    bool removed;          // no longer in its directory; goes with the last open
    bool delete_pending;
    bool posix; // goes with the cleanup of the handle that deletes it, whoever else has one
    WCHAR short_name[12];
    uint16_t capacity; // of `own_name`
    WCHAR *name;       // `own_name`, or a longer one that a rename brought
    WCHAR own_name[];
};

typedef struct fs_chunk fs_chunk;
struct fs_chunk {
    fs_chunk *next;
    LONGLONG offset;
    UCHAR data[FS_CHUNK];
};

// A sequence of bytes: the file's own (no name), an alternate one, or a directory's entries.
struct fs_stream {
    fs_stream *next;
    fs_file *file;
    fs_fcb *fcbs; // more than one: shares, or an earlier mount
    LONGLONG size, allocation, valid;
    fs_chunk *chunks;
    bool delete_pending;
    bool removed; // from its file; goes with its last FCB
    uint16_t length;
    uint32_t uses; // FCBs, with those that are being torn down
    WCHAR *name;
};

struct fs_file {
    fs_volume *volume;
    uint64_t id;
    ULONG attributes;
    uint32_t fcbs; // of all its streams
    LONGLONG created, accessed, written, changed;
    fs_link *links;    // none: deleted
    fs_link *children; // of a directory
    fs_stream *streams; // `stream` is the first
    fs_node *nodes;     // while it is open: one for each mount
    UCHAR *reparse;     // REPARSE_DATA_BUFFER
    UCHAR *ea;          // FILE_FULL_EA_INFORMATION
    UCHAR *security;    // a self-relative descriptor
    uint16_t reparse_length, ea_length, security_length;
    fs_stream stream; // the unnamed one
};

// What the FCBs of a file's streams share while it is open on a mounted volume.
struct fs_node {
    fs_node *next;
    fs_vcb *vcb;
    void *contexts; // per-file contexts: FSRTL_ADVANCED_FCB_HEADER.FileContextSupportPointer
    uint32_t fcbs;
};

struct fs_share {
    fs_share *next;
    fs_file *directory;
    UNICODE_STRING name; // "\server\share"
};

typedef struct fs_tunnel {
    uint64_t directory;
    LONGLONG removed_at, created;
    uint8_t short_length;
    uint16_t length;
    WCHAR short_name[12];
    WCHAR *name;
} fs_tunnel;

struct fs_volume {
    fs_volume *next;
    fs_kind kind;
    uint32_t generation; // changes with each name that opens may remember
    uint32_t names;
    uint32_t serial;
    io_disk *disk;
    fs_file *root;
    fs_share *shares;
    fs_vcb *vcb; // of the current mount
    fs_vcb *vcbs;
    uint64_t last_id;
    uint32_t next_tunnel;
    char letter;
    fs_behaviour behaviour;
    fs_tunnel tunnels[FS_TUNNELS];
    uint16_t label_length;
    WCHAR label[32];
};

// --- While mounted -------------------------------------------------------------------------------

struct fs_vcb {
    fs_vcb *next;
    fs_volume *volume;
    PDEVICE_OBJECT device;
    PVPB vpb;
    fs_fcb *fcbs;       // all, linked by next_of_vcb
    fs_fcb *volume_fcb; // what volume opens share
    uint32_t fcb_count, handles, files;
    uint32_t own_files; // of `files`, the file system's own stream file objects
    uint32_t requests; // being handled
    PFILE_OBJECT locked_by; // FSCTL_LOCK_VOLUME
    bool dismounted;
    bool removed; // the device is gone
};

typedef struct fs_lock {
    struct fs_lock *next;
    PFILE_OBJECT file_object;
    PVOID process;
    LONGLONG offset, length;
    ULONG key;
    bool exclusive;
    PIRP waiting; // not granted yet
} fs_lock;

typedef struct fs_notify {
    struct fs_notify *next;
    PFILE_OBJECT file_object;
    PIRP irp;
    ULONG filter;
    ULONG used, last; // bytes of the output, and where the last record begins
    bool tree;
    bool overflow;
    bool signalled; // it completes with the request that is being handled
} fs_notify;

struct fs_fcb {
    FSRTL_ADVANCED_FCB_HEADER header;
    fs_vcb *vcb;
    fs_stream *stream; // NULL: the volume
    fs_node *node;     // NULL: no file contexts
    fs_share *share;
    fs_fcb *next_of_stream, *next_of_vcb, *previous_of_vcb;
    uint32_t opens;   // file objects without a close
    uint32_t handles; // file objects without a cleanup
    uint32_t sections;
    bool paging_file;
    sim_identity identity;
    SHARE_ACCESS share_access;
    SECTION_OBJECT_POINTERS section_pointers;
    PFILE_OBJECT cached_file; // referenced for the cache
    fs_lock *locks;
    fs_notify *notifies;
    FAST_MUTEX mutex;
    ERESOURCE resource, paging_resource;
};

struct fs_ccb {
    fs_fcb *fcb;
    fs_link *link; // the name it was opened by; NULL: the root, the volume
    fs_share *share;
    uint32_t generation; // of the volume, when `name` was right
    bool by_short;       // the last component was the short name
    bool by_id;
    bool delete_on_close;
    bool posix_delete; // it asked for the deletion with POSIX semantics
    bool stream_file;  // of the file system's own: there is no handle and no cleanup
    bool cleaned_up;
    bool scanned; // a directory's first query was made
    uint32_t position; // of the directory scan: ".", "..", then what follows `last`
    UNICODE_STRING pattern, last;
    uint16_t name_length; // in bytes
    WCHAR name[]; // as opened, relative to the device
};

// --- fs_name.c -----------------------------------------------------------------------------------

uint32_t fs_hash(const WCHAR *name, ULONG length); // in characters
bool fs_names_equal(const WCHAR *a, const WCHAR *b, ULONG length, bool case_sensitive);
int fs_compare(const WCHAR *a, ULONG a_length, const WCHAR *b, ULONG b_length);
bool fs_is_wild(const UNICODE_STRING *name);
bool fs_matches(const UNICODE_STRING *expression, const WCHAR *name, ULONG length);
bool fs_is_legal(const WCHAR *name, ULONG length);
bool fs_is_short_name(const WCHAR *name, ULONG length);
// The 8.3 name of a long name that no file of the directory has yet.
uint8_t fs_make_short_name(const fs_file *directory, const WCHAR *name, ULONG length,
                           WCHAR out[12]);
// Takes the first component off a path, which loses its leading backslashes with it.
UNICODE_STRING fs_next_component(UNICODE_STRING *path);
// Text as a string of the world; for scenario input.
UNICODE_STRING fs_text(const char *text);

// --- fs_volume.c ---------------------------------------------------------------------------------

fs_link *fs_find(const fs_file *directory, const UNICODE_STRING *name, bool case_sensitive,
                 bool *by_short);
fs_stream *fs_find_stream(const fs_file *file, const UNICODE_STRING *name);
fs_file *fs_find_id(fs_volume *volume, uint64_t id);
fs_file *fs_make_file(fs_volume *volume, ULONG attributes);
fs_stream *fs_make_stream(fs_file *file, const UNICODE_STRING *name);
void fs_name_stream(fs_stream *stream, const UNICODE_STRING *name);
// Enters a name, which may become the one that was there shortly before (tunnelling).
fs_link *fs_make_link(fs_file *directory, fs_file *file, const UNICODE_STRING *name);
// Gives a name another place. The caller has made sure that no other name is there.
void fs_move_link(fs_link *link, fs_file *directory, const UNICODE_STRING *name);
// Takes the name from its directory; link and file go when nothing is open any more.
void fs_remove_link(fs_link *link);
void fs_release_link(fs_link *link);
void fs_remove_stream(fs_stream *stream);
void fs_drop_stream(fs_stream *stream); // frees one that is removed and not open
void fs_release_file(fs_file *file); // frees what has neither names nor FCBs
void fs_truncate(fs_stream *stream, LONGLONG size);
void fs_set_size(fs_stream *stream, LONGLONG size);
void fs_read_stream(const fs_stream *stream, LONGLONG offset, void *buffer, ULONG length);
void fs_write_stream(fs_stream *stream, LONGLONG offset, const void *buffer, ULONG length);
static inline bool fs_file_is_directory(const fs_file *file)
{
    return (file->attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}
static inline const fs_capabilities *fs_can(const fs_volume *volume)
{
    return &fs_kinds[volume->kind];
}
static inline fs_file *fs_directory_of(const fs_file *file)
{
    return file->links == NULL ? NULL : file->links->directory;
}

// --- fs_path.c: names of what is open ------------------------------------------------------------

// Composes a path into a buffer of `capacity` bytes; `length` is that of the whole path.
typedef struct fs_path {
    WCHAR *buffer;
    ULONG capacity, length;
} fs_path;

void fs_path_append(fs_path *path, const WCHAR *text, ULONG characters);
// The directory's path from the root (or the share's directory) on; nothing for the root itself.
void fs_path_of_directory(fs_path *path, const fs_file *directory, const fs_file *root);
// What FileNameInformation returns.
void fs_path_of_open(fs_path *path, const fs_fcb *fcb, const fs_ccb *ccb, bool normalized);

// --- fs_fcb.c ------------------------------------------------------------------------------------

// The stream's FCB for this mount and share; made if there is none.
fs_fcb *fs_get_fcb(fs_vcb *vcb, fs_stream *stream, fs_share *share, bool paging_file);
fs_fcb *fs_peek_fcb(const fs_vcb *vcb, const fs_stream *stream, const fs_share *share);
// After a close: tears the FCB down if nothing needs it any more.
void fs_fcb_closed(fs_fcb *fcb);
void fs_discard_fcb(fs_fcb *fcb);
// The FCBs of all mounts and shares take over the stream's sizes.
void fs_update_sizes(fs_stream *stream);
// Share access: of a stream, or of the volume if it is NULL. Sets what the file object says of its
// access.
NTSTATUS fs_check_share(const fs_vcb *vcb, const fs_stream *stream, PFILE_OBJECT file_object,
                        ACCESS_MASK access, ULONG share);
void fs_count_share(fs_fcb *fcb, PFILE_OBJECT file_object, int by);
static inline fs_fcb *fs_fcb_of(PFILE_OBJECT file_object)
{
    return file_object->FsContext;
}
static inline fs_ccb *fs_ccb_of(PFILE_OBJECT file_object)
{
    return file_object->FsContext2;
}
bool fs_is_mapped(const fs_stream *stream);
bool fs_has_handles(const fs_stream *stream);
bool fs_file_has_handles(const fs_file *file);
bool fs_tree_has_handles(const fs_file *directory);

// --- Requests ------------------------------------------------------------------------------------

// One request: what each dispatch routine works on. Each handler returns the status and leaves
// Information in irp->IoStatus; fs_dispatch.c completes. STATUS_PENDING: the handler keeps the IRP.
typedef struct fs_request {
    PIRP irp;
    PIO_STACK_LOCATION stack;
    PFILE_OBJECT file_object;
    fs_vcb *vcb;
    fs_fcb *fcb; // NULL: not opened here
    fs_ccb *ccb;
    fs_stream *stream;
    fs_file *file;
    bool passed_down; // the IRP went to the device below: the status is what that returned
} fs_request;

// --- fs_resolve.c: from a name to what it means --------------------------------------------------

typedef struct fs_place {
    fs_share *share;
    fs_file *directory;    // NULL: `file` has no name (root, open by id)
    fs_link *link;         // NULL: there is no such name yet
    fs_file *file;
    fs_stream *stream;     // NULL: there is no such stream yet
    UNICODE_STRING last;   // the last component without its stream
    UNICODE_STRING stream_name;
    bool by_short;
    bool names_stream;     // the name has a colon
    bool names_directory;  // it ends with a backslash
    const fs_file *reparse; // STATUS_REPARSE: the reparse point …
    USHORT unparsed;        // … and how many bytes of the name follow it
} fs_place;

NTSTATUS fs_resolve(const fs_request *request, ULONG options, bool target_directory,
                    fs_place *place);
// "name:stream:$DATA" into its parts; false if the syntax is wrong.
bool fs_split_stream(UNICODE_STRING *component, UNICODE_STRING *stream, bool *has_stream);

// --- fs_create.c, fs_open.c
// -------------------------------------------------------------------------

// A create request under way.
typedef struct fs_open {
    fs_request *request;
    fs_place place;
    ULONG options;
    ULONG disposition;
    ACCESS_MASK access;
    ULONG share;
    ULONG attributes;
    bool paging_file;
    bool target_directory;
    ULONG_PTR information;
} fs_open;

// The file object becomes an open one. From here on it cannot fail.
void fs_finish_open(fs_open *open, fs_stream *stream);

NTSTATUS fs_create(fs_request *request);
NTSTATUS fs_cleanup(fs_request *request);
NTSTATUS fs_close(fs_request *request);
NTSTATUS fs_read(fs_request *request);
NTSTATUS fs_write(fs_request *request);
NTSTATUS fs_query_information(fs_request *request);
NTSTATUS fs_set_information(fs_request *request);
NTSTATUS fs_query_volume(fs_request *request);
NTSTATUS fs_set_volume(fs_request *request);
NTSTATUS fs_directory_control(fs_request *request);
NTSTATUS fs_file_system_control(fs_request *request);
NTSTATUS fs_device_control(fs_request *request);
NTSTATUS fs_lock_control(fs_request *request);
NTSTATUS fs_flush(fs_request *request);
NTSTATUS fs_query_security(fs_request *request);
NTSTATUS fs_set_security(fs_request *request);
NTSTATUS fs_query_ea(fs_request *request);
NTSTATUS fs_set_ea(fs_request *request);
NTSTATUS fs_pnp(fs_request *request);
NTSTATUS fs_shutdown(fs_request *request);

// STATUS_SUCCESS, or why the volume of an open takes no more requests.
NTSTATUS fs_verify(const fs_request *request);
// The requester's buffer of reads, writes and directory control.
void *fs_user_buffer(PIRP irp);

// --- The rest ------------------------------------------------------------------------------------

// fs_information.c
void fs_fill_network_open(const fs_stream *stream, FILE_NETWORK_OPEN_INFORMATION *information);
void fs_fill_basic(const fs_file *file, FILE_BASIC_INFORMATION *information);
void fs_fill_standard(const fs_fcb *fcb, const fs_ccb *ccb, FILE_STANDARD_INFORMATION *information);
ULONG fs_attributes(const fs_stream *stream);

// fs_rename.c
NTSTATUS fs_rename(fs_request *request, bool extended);
NTSTATUS fs_make_hard_link(fs_request *request, bool extended);
// fs_delete.c
NTSTATUS fs_set_disposition(fs_request *request, bool extended);
NTSTATUS fs_may_delete(const fs_request *request, bool ignore_readonly);
// At cleanup: deletes what is to be deleted.
void fs_delete_if_pending(fs_request *request);

// fs_lock.c
bool fs_lock_allows(const fs_fcb *fcb, PFILE_OBJECT file_object, PIRP irp, LONGLONG offset,
                    LONGLONG length, ULONG key, bool write);
void fs_unlock_all(fs_fcb *fcb, PFILE_OBJECT file_object);
// fs_notify.c
NTSTATUS fs_notify_directory(fs_request *request);
void fs_forget_notify(PIRP irp); // before it is completed
void fs_notify_cleanup(fs_fcb *fcb, PFILE_OBJECT file_object);
// The directory is to be deleted: who watches it is told.
void fs_notify_deleted(const fs_file *directory);
// A change to a name; `filter` is FILE_NOTIFY_CHANGE_…, `action` FILE_ACTION_….
void fs_report_change(const fs_link *link, ULONG filter, ULONG action);
void fs_report_file_change(const fs_file *file, ULONG filter);

// fs_cache.c
void fs_use_cache(fs_fcb *fcb, PFILE_OBJECT file_object);
void fs_leave_cache(fs_fcb *fcb, PFILE_OBJECT file_object);
void fs_purge_vcb(fs_vcb *vcb);

// fs_mount.c: drivers, volumes, mounting
NTSTATUS fs_mount(fs_request *request);
fs_vcb *fs_make_vcb(fs_volume *volume, PDEVICE_OBJECT device, PVPB vpb);
void fs_dismount(fs_vcb *vcb);
void fs_release_vcb(fs_vcb *vcb); // it goes if it is dismounted and nothing needs it any more
fs_vcb *fs_vcb_of_device(PDEVICE_OBJECT device); // NULL: no volume's
void fs_set_table(PDRIVER_OBJECT driver);
PFAST_IO_DISPATCH fs_fast_io_of(fs_kind kind);

// fs_dispatch.c
NTSTATUS fs_dispatch(PDEVICE_OBJECT device, PIRP irp);
// Keeps the IRP of a handler that returns STATUS_PENDING; it can be cancelled.
void fs_keep(PIRP irp, void (*cancelled)(PIRP irp));
// Completes a kept IRP as soon as the request that is being handled has done its work: a completion
// calls drivers, who may do anything. Does nothing if the IRP is being cancelled already.
bool fs_complete_kept(PIRP irp, NTSTATUS status, ULONG_PTR information);

#endif
