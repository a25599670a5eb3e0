// The simulated file systems, as the scenario interpreter and the Filter Manager see them.
//
// A volume lies on a disk device and is mounted by the I/O manager at the first open (the
// redirector's is there at once). All I/O goes through the device stack; the routines here make
// volumes, set how they behave and look at what they hold. They are no scheduling points.
#ifndef PERSTREAM_FS_H
#define PERSTREAM_FS_H

#include "../core/sim.h"
#include "../io/io.h"

typedef enum fs_kind {
    FS_NTFS,       // file contexts, streams, links, ids, short names, transactions
    FS_FAT,        // one stream a file, no file contexts
    FS_REDIRECTOR, // names begin with \server\share; one FCB of a file for each share
    FS_PLAIN,      // FsContext without an advanced header: no filter contexts at all
    FS_KINDS
} fs_kind;

typedef struct fs_capabilities {
    const char *name;          // as a scenario writes it: "ntfs", "fat", "redirector", "plain"
    const char *driver;        // "Ntfs": the driver object is \FileSystem\Ntfs
    const char *device;        // the control device's name
    const WCHAR *file_system;  // FILE_FS_ATTRIBUTE_INFORMATION.FileSystemName
    ULONG attributes;          // FILE_FS_ATTRIBUTE_INFORMATION.FileSystemAttributes
    bool remote;               // no disk, no mount; the device that is registered is the volume's
    bool stream_contexts;
    bool file_contexts;
    bool named_streams;
    bool hard_links;
    bool file_ids; // and open by id
    bool short_names;
    bool tunnelling;
    bool transactions;
    bool paging_files;
    bool posix; // FileDispositionInformationEx, FileRenameInformationEx, FileLinkInformationEx
    bool reparse_points;
} fs_capabilities;

extern const fs_capabilities fs_kinds[FS_KINDS];
bool fs_kind_named(const char *name, fs_kind *kind);

typedef struct fs_volume fs_volume;
typedef struct fs_file fs_file; // a file or directory as it lies on the disk

// --- Volumes -------------------------------------------------------------------------------------

// Makes an empty volume on a disk of its own (io_create_disk) and gives it the drive letter (0:
// none). The redirector has one volume at most, without a disk; it has no share yet, and its letter
// means the first share that is added.
fs_volume *fs_create_volume(fs_kind kind, char drive_letter);
// Another way to the redirector's files: "\\server\\share", "\\10.0.0.1\\share". `directory` is the
// path on the volume that the share shows ("" or "\\" is the root); it is made if it does not
// exist.
void fs_add_share(fs_volume *volume, const char *share, const char *directory);

uint32_t fs_volume_count(void);
fs_volume *fs_volume_at(uint32_t index);
fs_kind fs_kind_of(const fs_volume *volume);
// What the volume lies on (NULL for the redirector) and the file system's volume device, which is
// NULL while the volume is not mounted. The file system's device is the lowest of its stack.
io_disk *fs_disk(const fs_volume *volume);
PDEVICE_OBJECT fs_volume_device(const fs_volume *volume);
// The file system's control device; NULL before the first volume of the kind is made.
PDEVICE_OBJECT fs_control_device(fs_kind kind);
// The volume of one of a file system's volume devices or of an open file; NULL if it is none.
fs_volume *fs_volume_of_device(PDEVICE_OBJECT device);
fs_volume *fs_volume_of(PFILE_OBJECT file_object);

// The volume of what filter contexts are inserted into: a stream's header or the pointer to a
// file's contexts. NULL: no open file has it.
fs_volume *fs_volume_of_contexts(const void *list);

// --- How it behaves ------------------------------------------------------------------------------

typedef struct fs_behaviour {
    bool create_pends;       // each create completes later, on another thread …
    bool create_at_dispatch; // … and there at DISPATCH_LEVEL (A13, G18)
    bool keep_fcbs;          // an FCB outlives its last close until fs_purge
    bool keep_file_objects;  // the cache references the file object that first used it until
                             // fs_purge, so that its close comes later than its cleanup
    bool no_fast_io;         // fast I/O is never possible
} fs_behaviour;

fs_behaviour *fs_behaviour_of(fs_volume *volume);
// What memory and cache manager kept goes, on the current thread: closes are sent, FCBs torn down.
void fs_purge(fs_volume *volume);
// A stream file object of the file system's own on the volume's metadata (`of` NULL; the volume is
// mounted) or on an open file. It ends with io_dereference_file.
PFILE_OBJECT fs_create_stream_file(fs_volume *volume, PFILE_OBJECT of);

// --- What it holds -------------------------------------------------------------------------------

uint32_t fs_open_fcbs(const fs_volume *volume);    // with those that are only kept
uint32_t fs_open_handles(const fs_volume *volume); // opens without a cleanup yet
uint32_t fs_open_files(const fs_volume *volume);   // opens without a close yet
uint32_t fs_name_count(const fs_volume *volume);   // names in all directories
// Whether the path (relative to the volume) names something.
bool fs_exists(const fs_volume *volume, PCUNICODE_STRING path);

// The file behind an open file object; NULL for a volume open and before a successful create.
fs_file *fs_file_of(PFILE_OBJECT file_object);
uint64_t fs_file_id(PFILE_OBJECT file_object);
uint64_t fs_parent_id(PFILE_OBJECT file_object);
bool fs_is_directory(PFILE_OBJECT file_object);
bool fs_is_volume_open(PFILE_OBJECT file_object);
bool fs_is_paging_file(PFILE_OBJECT file_object);

// Names, relative to the volume's device: they begin with a backslash (the redirector's with
// \server\share) and are empty for a volume open. Each copies what fits into `capacity` bytes and
// returns the length of the whole name in bytes.
//
// The name that the file system gives for the open file: as opened, but after a rename the new one
// (the redirector keeps to the old one).
ULONG fs_opened_name(PFILE_OBJECT file_object, WCHAR *buffer, ULONG capacity);
// The same with long names only, as they lie in the directories.
ULONG fs_normalized_name(PFILE_OBJECT file_object, WCHAR *buffer, ULONG capacity);
// The last component's 8.3 name; 0 if the file has none of its own.
ULONG fs_short_name(PFILE_OBJECT file_object, WCHAR *buffer, ULONG capacity);
// Makes a path that need not exist (pre-create, the target of a rename) one of long names, as far
// as it exists; `directory`, if not NULL, is what the path is relative to.
ULONG fs_normalize_path(const fs_volume *volume, PFILE_OBJECT directory, PCUNICODE_STRING path,
                        WCHAR *buffer, ULONG capacity);

// --- Sections ------------------------------------------------------------------------------------

// A section on the file's data keeps its file object referenced and its size from shrinking.
// STATUS_END_OF_FILE for an empty file, STATUS_FILE_IS_A_DIRECTORY,
// STATUS_INVALID_FILE_FOR_SECTION, STATUS_FILE_LOCK_CONFLICT.
NTSTATUS fs_open_section(PFILE_OBJECT file_object);
void fs_close_section(PFILE_OBJECT file_object);

#endif
