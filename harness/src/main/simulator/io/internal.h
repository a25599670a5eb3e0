// What the I/O manager's files share.
#ifndef PERSTREAM_IO_INTERNAL_H
#define PERSTREAM_IO_INTERNAL_H

#include "../core/race.h"
#include "../kernel/kernel.h"
#include "io.h"

#define IO_FROM_DRIVER() sim_image_contains(__builtin_return_address(0))

// Reads what may be freed memory, to find out whether it is.
#define IO_UNCHECKED __attribute__((no_sanitize("address"), noinline))

// --- Callouts: calls of drivers under test (callout.c) -------------------------------------------

typedef enum io_callout_kind {
    IO_IN_DRIVER_ENTRY,
    IO_IN_UNLOAD,
    IO_IN_DISPATCH,
    IO_IN_COMPLETION,
    IO_IN_FAST_IO,
    IO_IN_FS_FILTER,
    IO_IN_FREE_CALLBACK,
    IO_IN_NOTIFICATION,
    IO_IN_CANCEL,
} io_callout_kind;

typedef struct io_callout {
    ke_callout state;
    struct io_callout *outer;
    PDRIVER_OBJECT driver;
    PDEVICE_OBJECT device;
    io_callout_kind kind;
    uint8_t major;
} io_callout;

void io_callout_begin(io_callout *callout, io_callout_kind kind, PDRIVER_OBJECT driver,
                      PDEVICE_OBJECT device, const char *name, uint32_t flags);
void io_callout_end(io_callout *callout);
// The innermost callout of the current thread that is this file's, or NULL.
io_callout *io_current_callout(void);
// Whether the current thread is anywhere within such a callout.
io_callout *io_within(io_callout_kind kind);
// "IRP_MJ_CREATE", …; a literal.
const char *io_major_name(UCHAR major);
const char *io_dispatch_name(UCHAR major);
const char *io_completion_name(UCHAR major);
// A request for I/O came from a driver: what its documentation forbids there (G11, L9).
void io_check_io_allowed(const char *routine);

// --- Drivers (driver.c) --------------------------------------------------------------------------

typedef struct io_driver {
    DRIVER_OBJECT public;
    DRIVER_EXTENSION extension;
    bool under_test;
    bool initialising; // within DriverEntry
    bool unloaded;
    uint32_t callouts; // of its routines that run, in all threads
    bool minifilter;
    bool filters; // has attached a device to another
    FS_FILTER_CALLBACKS *fs_filter;
    UNICODE_STRING registry_path;
    struct io_driver *next;
} io_driver;

static inline io_driver *io_driver_of(PDRIVER_OBJECT driver) { return (io_driver *)driver; }
NTSTATUS io_invalid_request(PDEVICE_OBJECT device, PIRP irp);
io_driver *io_drivers(void);

// --- Devices (device.c) --------------------------------------------------------------------------

typedef struct io_device {
    DEVICE_OBJECT public;
    DEVOBJ_EXTENSION extension;
    PDEVICE_OBJECT attached_to;
    PVPB vpb; // of a mounted volume's device: what it is mounted with
    io_disk *disk;
    uint32_t executing;   // dispatch routines that run for it
    uint32_t completions; // completion routines that will run for it
    bool deleted;
    bool below_goes; // within FastIoDetachDevice: those above go as well, one after the other
    const io_callout *attached_in; // and its flags not checked since (G23)
    struct io_device *next_attached;
    bool shutdown, last_chance;
} io_device;

static inline io_device *io_device_of(PDEVICE_OBJECT device) { return (io_device *)device; }
// Whether it is a live device; reports G27 against the caller if not.
bool io_check_device(PDEVICE_OBJECT device, const char *routine);
PDEVICE_OBJECT io_create_device(PDRIVER_OBJECT driver, ULONG extension, DEVICE_TYPE type,
                                ULONG characteristics);
NTSTATUS io_attach(PDEVICE_OBJECT source, PDEVICE_OBJECT target, PDEVICE_OBJECT *attached_to);
void io_detach(PDEVICE_OBJECT target);
// The routine of the driver's in which devices were attached has returned: their flags must be
// right now.
void io_check_attached_devices(const io_callout *callout);
// The device that a file object's requests go to, without a reference.
PDEVICE_OBJECT io_related_device(PFILE_OBJECT file);
PDEVICE_OBJECT io_base_of_stack(PDEVICE_OBJECT device);

// --- IRPs (irp.c, irp_verify.c) ------------------------------------------------------------------

// Pool tags of what the I/O manager allocates, as a debugger shows them.
#define IO_TAG(a, b, c, d)                                                                         \
    ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)
#define IO_TAG_NAME IO_TAG('I', 'o', 'N', 'm')
#define IO_TAG_IRP IO_TAG('I', 'r', 'p', ' ')
#define IO_TAG_BUFFER IO_TAG('I', 'o', 'S', 'B')

#define IO_STACK_MAXIMUM 14
#define IO_IRP_TRACKED 0x40 // in IRP.AllocationFlags
#define IO_RECORD_MAGIC 0x50524945u

// One call of a dispatch routine that has not returned.
typedef struct io_frame {
    struct io_frame *outer; // at the same stack location
    PDEVICE_OBJECT device;
    NTSTATUS status;
    bool completed;
    bool marked;
} io_frame;

typedef struct io_wait {
    IO_STATUS_BLOCK result;
    bool done;
} io_wait;

// What is known of an IRP that IoAllocateIrp made; lies before it.
typedef struct io_irp_record {
    uint32_t magic;
    sim_identity identity;
    bool pend;       // IO_PEND
    bool completing; // in io_complete
    bool by_driver;  // a driver allocated it, and must free it
    bool built;      // IoBuild…Request: the I/O manager frees it
    uint8_t calls[IO_STACK_MAXIMUM + 2]; // of IoCallDriver that are not completed, by location
    io_frame *frames[IO_STACK_MAXIMUM + 2];
    io_wait *wait;
    void (*finished)(PIRP irp, void *context); // asynchronous requests of the simulator's
    void *context;
    PECP_LIST ecps;
    PVOID buffer; // of a buffered request, freed with it
    PVOID copy_to;
    ULONG copy_length;
    PMDL mdl;
} io_irp_record;

static inline io_irp_record *io_record_of(PIRP irp) {
    return (irp->AllocationFlags & IO_IRP_TRACKED) != 0 ? (io_irp_record *)irp - 1 : NULL;
}
static inline PIO_STACK_LOCATION io_current_location(PIRP irp) {
    return irp->Tail.Overlay.CurrentStackLocation;
}
static inline PIO_STACK_LOCATION io_next_location(PIRP irp) {
    return irp->Tail.Overlay.CurrentStackLocation - 1;
}

// Reports and returns false if it is no IRP (any more).
bool io_check_irp(PIRP irp, const char *routine);
void io_verify_call(PDEVICE_OBJECT device, PIRP irp);
void io_verify_completion(PIRP irp);
// The dispatch routine has returned.
void io_verify_return(io_frame *frame, UCHAR major, NTSTATUS status);
void io_verify_free(PIRP irp, const char *routine);
void io_verify_unhandled(PDEVICE_OBJECT device, UCHAR major);
// The completion routine of the location below `stack` let the completion go on.
void io_verify_propagation(PIRP irp, bool pending_returned, void *routine);

// --- File objects (file.c) -----------------------------------------------------------------------

typedef struct io_file {
    FILE_OBJECT public;
    LIST_ENTRY contexts; // per-file-object contexts; Flink NULL: none were ever inserted
    PDEVICE_OBJECT start;
    TXN_PARAMETER_BLOCK *transaction; // in a create or for the life of the file
    TXN_PARAMETER_BLOCK transaction_block;
    uint32_t handles;
    bool opened; // a create succeeded: close is due
    bool cleaned_up;
    bool stream;  // stream file object
    bool busy;    // FO_SYNCHRONOUS_IO: a request is under way
    bool vpb_referenced;
    bool ignores_share;
} io_file;

static inline io_file *io_file_of(PFILE_OBJECT file) { return (io_file *)file; }
// A file object of ours: not one on a stack.
bool io_is_file(PFILE_OBJECT file);
PFILE_OBJECT io_create_file_object(PDEVICE_OBJECT device);
// IRP_MJ_CLEANUP or IRP_MJ_CLOSE to a device.
void io_send_cleanup(PFILE_OBJECT file, PDEVICE_OBJECT start);
void io_send_close(PFILE_OBJECT file, PDEVICE_OBJECT start);
void io_lock_file(PFILE_OBJECT file);
void io_unlock_file(PFILE_OBJECT file);
// The file object is about to go: per-file-object contexts must be gone (G16).
void fsrtl_file_object_ends(PFILE_OBJECT file);

// --- Fast I/O ------------------------------------------------------------------------------------

// The entry of the device's driver, or NULL.
#define IO_FAST_IO_ENTRY(device, entry)                                                            \
    (io_has_fast_io((device), offsetof(FAST_IO_DISPATCH, entry))                                   \
         ? (device)->DriverObject->FastIoDispatch->entry                                           \
         : NULL)
bool io_has_fast_io(PDEVICE_OBJECT device, size_t offset);
void io_fast_io_begin(io_callout *callout, PDEVICE_OBJECT device, const char *name, uint32_t flags);
void io_fast_io_end(io_callout *callout);

// --- File systems (mount.c, registration.c) ------------------------------------------------------

uint32_t io_file_system_count(void);
PDEVICE_OBJECT io_file_system_at(uint32_t index); // the one that was registered last comes first
void io_wait_for_mounts(void);
// At the end of DriverEntry, and when a device goes in DriverUnload (G24).
void io_check_registration_was_last(PDRIVER_OBJECT driver);
void io_check_unregistered_first(PDRIVER_OBJECT driver, const char *routine);
// Reports what an unloaded driver left registered (G24) and takes it out.
void io_forget_notifications(PDRIVER_OBJECT driver);
void io_reference_vpb(PVPB vpb);
void io_dereference_vpb(PVPB vpb);
// Makes sure that the disk is mounted; gives the VPB.
NTSTATUS io_mounted_vpb(PDEVICE_OBJECT disk, PVPB *vpb);

// --- FsRtl ---------------------------------------------------------------------------------------

void fsrtl_driver_ends(PDRIVER_OBJECT driver);

#endif
