// The I/O manager: what file systems, the Filter Manager and scenarios build on.
//
// Drivers of the simulator's own and the driver under test are the same kind of thing here: a
// driver object with dispatch routines and devices. Only calls into the driver under test are
// checked as callouts.
#ifndef PERSTREAM_IO_H
#define PERSTREAM_IO_H

#include "../core/sim.h"

// --- Drivers -------------------------------------------------------------------------------------

// A driver of the simulator's own, named "\FileSystem\<name>". Every major function completes with
// STATUS_INVALID_DEVICE_REQUEST until `initialize` says otherwise.
PDRIVER_OBJECT io_create_driver(const char *name, NTSTATUS (*initialize)(PDRIVER_OBJECT driver));

// Loads the driver under test at PASSIVE_LEVEL in the current thread: DriverEntry with the registry
// path "\Registry\Machine\System\CurrentControlSet\Services\<service>". Its failure is returned
// after the leak checks. Several drivers may be under test at a time.
NTSTATUS io_load_driver(sim_driver_entry entry, const char *service, PDRIVER_OBJECT *driver);
// Calls DriverUnload, waits until deleted devices are gone and checks what the driver has left
// behind. STATUS_INVALID_DEVICE_REQUEST where it has no DriverUnload.
NTSTATUS io_unload_driver(PDRIVER_OBJECT driver);
bool io_is_under_test(PDRIVER_OBJECT driver);
// FltRegisterFilter has been called with this driver: routines that minifilters must not use are
// found.
void io_set_minifilter(PDRIVER_OBJECT driver);
// A check of what a driver has left behind, made after its unload and after a DriverEntry that
// failed.
void io_at_unload(void (*check)(PDRIVER_OBJECT driver));

// --- Devices and volumes -------------------------------------------------------------------------

// The highest device of the stack that a device belongs to, without a reference.
PDEVICE_OBJECT io_top_of_stack(PDEVICE_OBJECT device);
// The device below, or NULL, without a reference.
PDEVICE_OBJECT io_device_below(PDEVICE_OBJECT device);
sim_identity io_device_identity(PDEVICE_OBJECT device);
// The device's name ("\Device\HarddiskVolume1"), empty if it has none. Lives as long as the device.
const UNICODE_STRING *io_device_name(PDEVICE_OBJECT device);
PDEVICE_OBJECT io_find_device(const UNICODE_STRING *name);

// A disk, or what a volume of a local file system lies on. Its number is that of its name.
typedef struct io_disk io_disk;

struct io_disk {
    PDEVICE_OBJECT device; // "\Device\HarddiskVolume<number>", with a VPB
    const char *format;    // the file system that recognises it: "ntfs", "fat", …
    void *contents;        // the file system's, across mounts
    uint32_t number;
    char letter; // 'C', 0: none
    bool removed;
    io_disk *next;
};

io_disk *io_create_disk(const char *format, char letter);
// The disk of a device made by io_create_disk, or NULL.
io_disk *io_disk_of(PDEVICE_OBJECT device);
// The volume's disk by its letter, or NULL.
io_disk *io_disk_at(char letter);
// Gives a device a drive letter or another name in \DosDevices ("X:").
void io_link(const char *dos_name, PDEVICE_OBJECT device);

// Sends IRP_MN_MOUNT_VOLUME to the registered file systems until one takes the disk. The first open
// does so as well.
NTSTATUS io_mount(io_disk *disk);
// FSCTL_DISMOUNT_VOLUME on a handle to the volume, after FSCTL_LOCK_VOLUME if `lock`.
NTSTATUS io_dismount(io_disk *disk, bool lock);
// The device goes away: IRP_MN_SURPRISE_REMOVAL and, when all is closed, IRP_MN_REMOVE_DEVICE.
NTSTATUS io_surprise_removal(io_disk *disk);
// For file systems: the volume's device is dismounted, and the VPB is to be replaced on the disk.
void io_volume_dismounted(PVPB vpb);

// --- IRPs ----------------------------------------------------------------------------------------

// The DDIs without their checks of the caller.
PIRP io_allocate_irp(CCHAR stack_size);
void io_free_irp(PIRP irp);
NTSTATUS io_call(PDEVICE_OBJECT device, PIRP irp);
void io_complete(PIRP irp);
// The last statement of a dispatch routine: completes the IRP, at once or, where its issuer asked
// for IO_PEND, later at DISPATCH_LEVEL in another thread. Returns what the dispatch routine is to
// return.
NTSTATUS io_finish(PIRP irp, NTSTATUS status, ULONG_PTR information);
// Marks the IRP pending and has `routine` run in a thread of the simulator's at `irql`.
NTSTATUS io_pend(PIRP irp, KIRQL irql, void (*routine)(PIRP irp, void *context), void *context);
// Sends the IRP and waits for it; frees it. The status is that of the IRP.
NTSTATUS io_send(PDEVICE_OBJECT device, PIRP irp, IO_STATUS_BLOCK *result);
sim_identity io_irp_identity(PIRP irp);
// A fresh IRP for a file, with its first stack location (`*stack`) begun: major function, file
// object, thread. `start` NULL: the top of the file's stack, which is returned in it.
PIRP io_build(PFILE_OBJECT file, PDEVICE_OBJECT *start, UCHAR major, PIO_STACK_LOCATION *stack);

// --- File objects --------------------------------------------------------------------------------

typedef enum io_flags {
    IO_DEFAULT = 0,
    IO_NO_CACHE = 0x1,       // IRP_NOCACHE
    IO_PAGING = 0x2,         // IRP_PAGING_IO | IRP_NOCACHE
    IO_SYNCHRONOUS_PAGING = 0x4, // IRP_SYNCHRONOUS_PAGING_IO with it
    IO_PEND = 0x8,           // the file system completes it in another thread at DISPATCH_LEVEL
    IO_FAST_IO = 0x10,       // fast I/O first, even where the file is not cached
    IO_NO_FAST_IO = 0x20,    // an IRP, even where fast I/O would be tried
    IO_APPEND = 0x40,        // writes: offset FILE_WRITE_TO_END_OF_FILE
    IO_PAGING_FILE = 0x100,  // opens: SL_OPEN_PAGING_FILE
    IO_TARGET_DIRECTORY = 0x200, // opens: SL_OPEN_TARGET_DIRECTORY
    IO_CASE_SENSITIVE = 0x400,   // opens: SL_CASE_SENSITIVE
    IO_ACCESS_CHECK = 0x800,
    IO_KERNEL_MODE = 0x1000, // RequestorMode is KernelMode (opens by drivers)
    IO_NO_REPARSE = 0x2000,  // opens: STATUS_REPARSE is returned, not followed
    IO_IGNORE_SHARE = 0x4000, // opens: share access is not checked
} io_flags;

typedef struct io_open_request {
    // what the path is relative to, such as io_disk.device; NULL: the path names it
    PDEVICE_OBJECT device;
    PDEVICE_OBJECT start;        // sends the IRP here; NULL: the top of the volume's stack
    UNICODE_STRING path;         // "\folder\file:stream", empty with `device` for the volume itself
    PFILE_OBJECT related;        // the path is relative to it
    ACCESS_MASK access;
    ULONG share;
    ULONG disposition;           // FILE_OPEN, FILE_CREATE, …
    // FILE_DIRECTORY_FILE, FILE_DELETE_ON_CLOSE, FILE_OPEN_BY_FILE_ID, …
    ULONG options;
    ULONG attributes;
    LARGE_INTEGER allocation;
    PVOID ea;
    ULONG ea_length;
    io_flags flags;
    PVOID transaction;           // an object of io_transaction_create, or NULL
    PECP_LIST ecps;              // not freed
    PEPROCESS process;           // whose request it is; NULL: the current one
} io_open_request;

// Opens and returns a file object with one reference and one handle: end it with io_cleanup.
// `result` may be NULL.
NTSTATUS io_open(const io_open_request *request, PFILE_OBJECT *file, IO_STATUS_BLOCK *result);
// Opens "C:\log.txt" or "\Device\HarddiskVolume1\log.txt", shared for everything, synchronous.
NTSTATUS io_open_path(const char *path, ACCESS_MASK access, ULONG disposition, ULONG options,
                      PFILE_OBJECT *file);
// Resolves the head of a path: the device and the rest ("\log.txt"), which points into `path`.
NTSTATUS io_parse_path(const UNICODE_STRING *path, PDEVICE_OBJECT *device, UNICODE_STRING *rest);
// A further handle to an open file.
void io_add_handle(PFILE_OBJECT file);
// Closes a handle: IRP_MJ_CLEANUP with the last one. The handle's reference goes, and with the last
// reference IRP_MJ_CLOSE is sent.
void io_cleanup(PFILE_OBJECT file);
void io_reference_file(PFILE_OBJECT file);
void io_dereference_file(PFILE_OBJECT file);
sim_identity io_file_identity(PFILE_OBJECT file);
// Whether IRP_MJ_CLEANUP was sent.
bool io_is_cleaned_up(PFILE_OBJECT file);
// Nobody has a handle whose end is to come: it was closed, or the file is a stream file object.
bool io_has_no_handle(PFILE_OBJECT file);
// The device where the file was opened: `start` of the request; further requests default to it.
// NULL: the top.
PDEVICE_OBJECT io_start_of(PFILE_OBJECT file);
// A stream file object of a file system's own (IoCreateStreamFileObjectLite): no cleanup is sent.
PFILE_OBJECT io_create_stream_file(PFILE_OBJECT related, PDEVICE_OBJECT device);

// In the flags of a device that takes a driver's own requests: they come from kernel mode, and the
// file object does not serialise them.
#define IO_OWN_DEVICE 0x80000000u

// --- Operations on open files --------------------------------------------------------------------
// `start`: the device that the request is sent to; NULL: where the file was opened, usually the
// top.

NTSTATUS io_read(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, void *buffer,
                 uint32_t length, io_flags flags, uint32_t *transferred);
NTSTATUS io_write(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, const void *buffer,
                  uint32_t length, io_flags flags, uint32_t *transferred);
NTSTATUS io_query_information(PFILE_OBJECT file, PDEVICE_OBJECT start,
                              FILE_INFORMATION_CLASS class_, void *buffer, uint32_t length,
                              io_flags flags, uint32_t *returned);
// Rename and link classes open the target directory first, as the I/O manager does.
NTSTATUS io_set_information(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                            const void *buffer, uint32_t length, io_flags flags);
NTSTATUS io_rename(PFILE_OBJECT file, PDEVICE_OBJECT start, const UNICODE_STRING *to,
                   bool replace_if_exists, io_flags flags);
NTSTATUS io_hard_link(PFILE_OBJECT file, PDEVICE_OBJECT start, const UNICODE_STRING *to,
                      bool replace_if_exists, io_flags flags);
NTSTATUS io_set_disposition(PFILE_OBJECT file, PDEVICE_OBJECT start, bool delete_file);
NTSTATUS io_set_disposition_ex(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG flags);
NTSTATUS io_set_end_of_file(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t size);
NTSTATUS io_set_allocation(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t size);
NTSTATUS io_query_directory(PFILE_OBJECT file, PDEVICE_OBJECT start, FILE_INFORMATION_CLASS class_,
                            const UNICODE_STRING *pattern, bool restart, bool single, void *buffer,
                            uint32_t length, uint32_t *returned);
NTSTATUS io_notify_directory(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG filter, bool tree,
                             void *buffer, uint32_t length, PIRP *irp);
NTSTATUS io_query_volume(PFILE_OBJECT file, PDEVICE_OBJECT start, FS_INFORMATION_CLASS class_,
                         void *buffer, uint32_t length, uint32_t *returned);
NTSTATUS io_set_volume(PFILE_OBJECT file, PDEVICE_OBJECT start, FS_INFORMATION_CLASS class_,
                       const void *buffer, uint32_t length);
NTSTATUS io_flush(PFILE_OBJECT file, PDEVICE_OBJECT start);
NTSTATUS io_lock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                 ULONG key, bool exclusive, bool fail_immediately, io_flags flags);
NTSTATUS io_unlock(PFILE_OBJECT file, PDEVICE_OBJECT start, int64_t offset, int64_t length,
                   ULONG key, io_flags flags);
NTSTATUS io_fs_control(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG code, const void *input,
                       uint32_t input_length, void *output, uint32_t output_length,
                       uint32_t *returned);
NTSTATUS io_device_control(PFILE_OBJECT file, PDEVICE_OBJECT start, ULONG code, const void *input,
                           uint32_t input_length, void *output, uint32_t output_length,
                           io_flags flags, uint32_t *returned);
NTSTATUS io_query_security(PFILE_OBJECT file, PDEVICE_OBJECT start, SECURITY_INFORMATION what,
                           void *buffer, uint32_t length, uint32_t *needed);
NTSTATUS io_set_security(PFILE_OBJECT file, PDEVICE_OBJECT start, SECURITY_INFORMATION what,
                         const void *descriptor);
NTSTATUS io_query_ea(PFILE_OBJECT file, PDEVICE_OBJECT start, void *buffer, uint32_t length,
                     uint32_t *returned);
NTSTATUS io_query_quota(PFILE_OBJECT file, PDEVICE_OBJECT start, void *buffer, uint32_t length);
NTSTATUS io_set_quota(PFILE_OBJECT file, PDEVICE_OBJECT start, const void *buffer, uint32_t length);
NTSTATUS io_set_ea(PFILE_OBJECT file, PDEVICE_OBJECT start, const void *buffer, uint32_t length);
// GetFileAttributesEx: fast I/O with a file object that lives on the stack, then an open.
NTSTATUS io_query_network_open(const io_open_request *request,
                               FILE_NETWORK_OPEN_INFORMATION *information);

// What the memory manager and the cache manager ask of a file system before they touch a file:
// FsFilter callbacks, then the file system's fast I/O. Each acquire that succeeds needs its
// release.
typedef enum io_acquire_kind {
    IO_ACQUIRE_FOR_SECTION,
    IO_ACQUIRE_FOR_CC_FLUSH,
    IO_ACQUIRE_FOR_MOD_WRITE,
} io_acquire_kind;

NTSTATUS io_acquire(PFILE_OBJECT file, io_acquire_kind kind, ULONG page_protection);
void io_release(PFILE_OBJECT file, io_acquire_kind kind);
NTSTATUS io_acquire_for_section(PFILE_OBJECT file, ULONG page_protection, bool image);
void io_release_for_section(PFILE_OBJECT file);

// A shutdown of the system: IRP_MJ_SHUTDOWN to the devices that registered for it.
void io_shutdown(void);

// --- Transactions --------------------------------------------------------------------------------

typedef enum io_transaction_state {
    IO_TRANSACTION_ACTIVE,
    IO_TRANSACTION_PREPARING, // notifications are on their way
    IO_TRANSACTION_COMMITTED,
    IO_TRANSACTION_ROLLED_BACK,
} io_transaction_state;

typedef struct io_enlistment io_enlistment;
// TRANSACTION_NOTIFY_PREPREPARE, …; STATUS_PENDING: io_enlistment_complete follows.
typedef NTSTATUS (*io_enlistment_notify)(io_enlistment *enlistment, void *context,
                                         ULONG notification);

// A transaction object (PKTRANSACTION) with one reference.
PVOID io_transaction_create(const char *name);
// Wait for all enlistments that pend. Rolled back where an enlistment fails to prepare.
NTSTATUS io_transaction_commit(PVOID transaction);
NTSTATUS io_transaction_rollback(PVOID transaction);
io_transaction_state io_transaction_state_of(PVOID transaction);
sim_identity io_transaction_identity(PVOID transaction);
bool io_is_transaction(PVOID object);
// Notifications in `mask` are delivered until the transaction's outcome, then the enlistment is
// freed.
NTSTATUS io_transaction_enlist(PVOID transaction, ULONG mask, io_enlistment_notify notify,
                               void *context, io_enlistment **enlistment);
void io_enlistment_complete(io_enlistment *enlistment, ULONG notification);
void io_enlistment_cancel(io_enlistment *enlistment);
// The transaction that a file was opened in, or NULL.
PVOID io_transaction_of_file(PFILE_OBJECT file);

// --- Extra create parameters ---------------------------------------------------------------------

// The list that goes with a create IRP, or NULL.
PECP_LIST io_ecps_of(PIRP irp);
void io_set_ecps(PIRP irp, PECP_LIST list);

// --- Hooks of FsRtl ------------------------------------------------------------------------------

// Called by the pool when a block is freed: an inserted context in it breaks G7.
void fsrtl_block_freed(const void *address, size_t size);

#endif
