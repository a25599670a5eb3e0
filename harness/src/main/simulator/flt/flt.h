// The Filter Manager: its objects, the record of an operation, contexts.
//
// It is a driver of the simulated I/O manager. It attaches a device on top of each volume, and for
// each request that passes there it calls the minifilters' instances from the highest altitude down
// and, when the request completes, back up. A routine here without a DDI's name is no scheduling
// point.
#ifndef PERSTREAM_FLT_H
#define PERSTREAM_FLT_H

#include "../core/sim.h"
#include "../io/io.h"
#include "../core/race.h"
#include "../kernel/kernel.h"

#include "fltKernel.h"

// --- Objects that drivers reference --------------------------------------------------------------

typedef enum flt_kind {
    FLT_KIND_FILTER = 1,
    FLT_KIND_INSTANCE,
    FLT_KIND_VOLUME,
    FLT_KIND_PORT
} flt_kind;

// Begins each object. Its memory is never reused, so that what a driver kept too long is told from
// what lives.
typedef struct flt_object {
    uint32_t magic; // FLT_MAGIC
    flt_kind kind;
    sim_identity identity;
    bool deleting; // run-down has begun: no new references
    bool gone;
    LONG references; // run-down references of drivers and of work for them
} flt_object;

#define FLT_MAGIC 0x00544C46u

// The object if the pointer is one of this kind (0: any) that is not gone; otherwise stops the run
// (rule DDI).
flt_object *flt_object_check(const void *pointer, flt_kind kind);
// A run-down reference for a driver or for work in progress. False: the object is being torn down.
bool flt_reference(void *object);
void flt_dereference(void *object);
// The same for references that the simulator takes by itself, such as those of work items; `verb`
// says why.
bool flt_reference_for(void *object, const char *verb);
void flt_dereference_for(void *object, const char *verb);

#define FLT_CONTEXT_KINDS 7
#define FLT_MAJORS 64 // IRP_MJ_… 0 … 0x1B, then the negative ones

// What a context registration says, one for each entry that counts.
typedef struct flt_definition flt_definition;
struct flt_definition {
    flt_definition *next;
    FLT_CONTEXT_REGISTRATION entry;
};

// The callbacks of one major function.
typedef struct flt_callbacks {
    PFLT_PRE_OPERATION_CALLBACK pre;
    PFLT_POST_OPERATION_CALLBACK post;
    FLT_OPERATION_REGISTRATION_FLAGS flags;
    bool registered;
} flt_callbacks;

struct _FLT_FILTER {
    flt_object object;
    LIST_ENTRY links;     // of all filters, in the order of registration
    LIST_ENTRY instances; // _FLT_INSTANCE.filter_links
    LIST_ENTRY contexts;  // flt_context.filter_links: those that live
    LIST_ENTRY ports;     // _FLT_PORT.links
    PDRIVER_OBJECT driver;
    UNICODE_STRING name; // of the service
    FLT_REGISTRATION registration;
    flt_callbacks operations[FLT_MAJORS];
    flt_definition *definitions[FLT_CONTEXT_KINDS];
    bool started;
    bool unregistered;
    bool unload_requested;
    FLT_INSTANCE_TEARDOWN_FLAGS teardown_reason;
    LONG deferred_cleanups; // final releases at DISPATCH_LEVEL whose work item has not ended
    LONG live_contexts;
    LONG own_files;         // opened through FltCreateFile… and not closed
    bool unload_done;       // FilterUnloadCallback has run
};

typedef struct flt_list {
    LIST_ENTRY head; // flt_context.links
} flt_list;

struct _FLT_VOLUME {
    flt_object object;
    LIST_ENTRY links;
    LIST_ENTRY instances; // _FLT_INSTANCE.volume_links, highest altitude first
    flt_list contexts;    // volume contexts, one for each filter
    PDEVICE_OBJECT device;       // the Filter Manager's
    PDEVICE_OBJECT below;        // that it is attached to
    PDEVICE_OBJECT file_system;  // the lowest of the stack
    PDEVICE_OBJECT disk;         // NULL for a redirector
    UNICODE_STRING name;         // "\Device\HarddiskVolume1"
    FLT_FILESYSTEM_TYPE type;
    DEVICE_TYPE device_type;
    uint32_t instance_count;
    bool interested[FLT_MAJORS]; // some instance has callbacks for it
    bool mounted;
};

typedef enum flt_instance_state {
    FLT_INSTANCE_SETTING_UP,
    FLT_INSTANCE_ATTACHED,
    FLT_INSTANCE_TEARING_DOWN, // no new operations
    FLT_INSTANCE_DETACHED
} flt_instance_state;

struct _FLT_INSTANCE {
    flt_object object;
    LIST_ENTRY filter_links;
    LIST_ENTRY volume_links;
    LIST_ENTRY stages;      // flt_stage.links: its share in operations under way
    flt_list contexts;      // its instance context
    PFLT_FILTER filter;
    PFLT_VOLUME volume;
    UNICODE_STRING name;
    UNICODE_STRING altitude;
    flt_instance_state state;
    LONG running;  // callbacks that run now
    LONG pended;   // operations that it pended
    LONG own_io;   // I/O of its own under way
    bool data_scan; // FltRegisterForDataScan
    FLT_RELATED_OBJECTS related;
};

// All of the Filter Manager's global state.
typedef struct flt_state {
    PDRIVER_OBJECT driver;
    LIST_ENTRY filters;
    LIST_ENTRY volumes;
} flt_state;

extern flt_state flt_globals;

// --- Operations ----------------------------------------------------------------------------------

typedef struct flt_operation flt_operation;

typedef enum flt_stage_state {
    FLT_STAGE_UNSEEN,
    FLT_STAGE_PRE,         // its pre-operation callback runs
    FLT_STAGE_PRE_PENDED,
    FLT_STAGE_BELOW,       // waits for the completion
    FLT_STAGE_POST,        // its post-operation callback runs
    FLT_STAGE_POST_PENDED,
    FLT_STAGE_DRAINED,     // its post-operation callback was called early
    FLT_STAGE_DONE
} flt_stage_state;

// One instance's share in an operation.
typedef struct flt_stage {
    LIST_ENTRY links;
    flt_operation *operation;
    PFLT_INSTANCE instance;
    PFLT_POST_OPERATION_CALLBACK post; // NULL: not called
    PVOID context;                     // from pre to post
    flt_stage_state state;
    bool synchronized;
    bool resumed; // FltCompletePendedPreOperation came before the callback had returned
    FLT_PREOP_CALLBACK_STATUS resume_status;
    PVOID resume_context;
    bool post_resumed;
    // the parameters that it was given; its post-operation sees them again
    FLT_IO_PARAMETER_BLOCK seen;
    // of a buffer that it put in place of another: freed after its post-operation callback
    PMDL swapped;
} flt_stage;

#define FLT_STAGES 8 // instances on one volume

struct flt_operation {
    flt_operation *next_free;
    FLT_CALLBACK_DATA *data; // in nonpaged pool, freed with the operation
    FLT_RELATED_OBJECTS *related; // one for each stage, behind the data
    PFLT_VOLUME volume;
    PIRP irp;              // NULL: fast I/O or FsFilter
    PFILE_OBJECT file;
    PVOID transaction;
    sim_thread *owner;     // the thread that waits for it and runs the callbacks that need it
    PFLT_INSTANCE initiator; // whose own I/O it is
    uint32_t major;        // flt_major_index
    uint32_t count;        // of stages
    uint32_t position;     // pre: the stage to call next; post: the stages above that wait
    uint32_t references;
    NTSTATUS final;
    bool arrived;      // completed below, the owner goes on
    bool ended;        // all callbacks have run
    bool pending;      // the dispatch routine returns STATUS_PENDING
    bool marked;       // IoMarkIrpPending was called for it
    bool going_up;
    bool dirty;        // parameters are to be copied into what goes down
    bool opened;       // a create that succeeded below
    bool cancelled;    // FltCancelFileOpen
    bool disallowed;   // FLT_PREOP_DISALLOW_FASTIO or …_FSFILTER_IO
    void (*done)(flt_operation *operation, void *context); // its end, for own I/O and fast I/O
    void *done_context;
    void *extension; // hfs: what FltAllocateCallbackData and the queues keep
    void *ecps;
    PMDL irp_mdl; // the IRP's, before changed parameters went down
    PVOID irp_user_buffer;
    PVOID irp_system_buffer;
    flt_stage stages[FLT_STAGES];
};

// The operation of a callback data that is not freed; otherwise stops the run (rule DDI). The copy
// that a draining callback is given belongs to its operation as well.
flt_operation *flt_operation_of(PFLT_CALLBACK_DATA data);
bool flt_is_draining_copy(PFLT_CALLBACK_DATA data);
// The stage whose callback runs in this thread or that has pended the operation.
flt_stage *flt_stage_of(flt_operation *operation, PFLT_INSTANCE instance);
// The stage that holds the operation: whose callback runs or which has pended it. NULL: none.
flt_stage *flt_stage_in_charge(flt_operation *operation);

// 0 … FLT_MAJORS - 1 of a major function, as the arrays here are indexed.
uint32_t flt_major_index(UCHAR major);
const char *flt_major_name(UCHAR major); // "IRP_MJ_CREATE", literal

// A new operation on a volume with its callback data; `below`: starts below this instance (NULL: at
// the top).
flt_operation *flt_operation_create(PFLT_VOLUME volume, PFLT_INSTANCE below, UCHAR major,
                                    PFILE_OBJECT file, FLT_CALLBACK_DATA_FLAGS kind);
// Drops a reference; the last one frees it and its callback data.
void flt_operation_release(flt_operation *operation);
// Fills parameters from the IRP's current stack location; copies them into the next one.
void flt_parameters_from_irp(flt_operation *operation);
void flt_parameters_to_irp(flt_operation *operation, PIRP irp, PIO_STACK_LOCATION stack);

// Sends an IRP to the instances below this one and on to the file system, as the I/O of `below`.
// The IRP has a stack location for the Filter Manager's device. Returns like a dispatch routine.
NTSTATUS flt_send_below(PFLT_INSTANCE below, PIRP irp);
// While set, the next create that this thread sends to the volume starts below the instance, and so
// do all requests on its file object (FltCreateFile). Ends with NULL.
void flt_target_creates(PFLT_INSTANCE below);
// The instance below which requests on the file object start; NULL: at the top.
PFLT_INSTANCE flt_target_of(PFILE_OBJECT file);
void flt_set_target(PFILE_OBJECT file, PFLT_INSTANCE below); // NULL: forgets

// --- Callouts ------------------------------------------------------------------------------------

typedef enum flt_callout_kind {
    FLT_CALLOUT_OTHER,
    FLT_CALLOUT_PRE,
    FLT_CALLOUT_POST,
    FLT_CALLOUT_CLEANUP, // of a context
    FLT_CALLOUT_ALLOCATE,
    FLT_CALLOUT_FREE,
    FLT_CALLOUT_INSTANCE,
    FLT_CALLOUT_WORK, // deferred and generic work items
    FLT_CALLOUT_PORT,
    FLT_CALLOUT_NAME,
    FLT_CALLOUT_TRANSACTION,
} flt_callout_kind;

// A driver's callback that the Filter Manager runs. Nested ones are chained by `outer`.
typedef struct flt_callout {
    ke_callout checks;
    struct flt_callout *outer;
    flt_callout_kind kind;
    flt_stage *stage; // pre and post
    FLT_POST_OPERATION_FLAGS flags;
    struct flt_context *context; // cleanup, free
    // a context could not be had for this reason, which must not fail the operation (A6, S7, S8)
    sim_rule degraded;
} flt_callout;

void flt_callout_begin(flt_callout *callout, flt_callout_kind kind, const char *name);
void flt_callout_end(flt_callout *callout);
// The innermost of this thread, or NULL.
flt_callout *flt_current_callout(void);
// The pre- or post-operation callback that runs in this thread, or NULL.
flt_callout *flt_operation_callout(void);

// --- Contexts ------------------------------------------------------------------------------------

// How a reference was come by: tells which release is missing.
typedef enum flt_origin {
    FLT_FROM_ALLOCATE,
    FLT_FROM_LOST_RACE,         // allocated, and the set found another one
    FLT_FROM_FAILED_SECTION,    // allocated, and FltCreateSectionForDataScan failed
    FLT_FROM_SECOND_SECTION,    // allocated, and the stream had an open section
    FLT_FROM_FAILED_ENLISTMENT, // allocated, and FltEnlistInTransaction failed
    FLT_FROM_GET,
    FLT_FROM_GET_CONTEXTS,
    FLT_FROM_REFERENCE,
    FLT_FROM_KEEP,    // OldContext of a set that kept the existing one
    FLT_FROM_REPLACE, // OldContext of a set that replaced
    FLT_FROM_DELETE,  // OldContext of FltDelete…Context
} flt_origin;

typedef struct flt_held {
    uint16_t thread;
    uint8_t origin;
} flt_held;

#define FLT_HELD 12

// The record of a context; the driver knows it by `memory`. Kept after the end, until its address
// is used again.
typedef struct flt_context {
    struct flt_context *next; // with the same hash
    void *memory;
    void *pool;         // what the allocate callback returned; NULL: `memory` itself
    PFLT_FILTER filter;
    const flt_definition *definition;
    size_t size;
    FLT_CONTEXT_TYPE type;
    bool paged;
    bool ending;   // the last reference has gone, the cleanup may run
    bool dead;     // and it is freed
    bool attached;
    bool was_set;
    bool deleted;  // FltDeleteContext or FltDelete…Context
    const void *deleted_from; // the list, by FltDelete…Context (S18)
    bool replaced;
    bool lost; // a set found another one in its place
    uint8_t held_count;
    sim_identity identity;
    LONG references; // with that of the attachment
    PFLT_INSTANCE instance; // where it is set
    void *object;           // volume, instance, stream, file, file object, transaction
    LIST_ENTRY links;        // in the object's list
    LIST_ENTRY filter_links;
    void *extension; // hfs: the section
    flt_held held[FLT_HELD];
} flt_context;

// The record of a context that a driver passes; NULL: it never was one.
flt_context *flt_context_find(const void *memory);
// Like it, for a live context: otherwise stops the run with the rule (S12, S14, …).
flt_context *flt_context_check(const void *memory, sim_rule dead_rule, const char *verb);
// References and releases, with an entry in the history. The last release runs the cleanup.
void flt_context_reference(flt_context *context, flt_origin origin, const char *verb);
void flt_context_release(flt_context *context, const char *verb);
// The attachment to an object. `owner` is the instance, or NULL for a volume's: its filter is.
flt_context *flt_list_find(const flt_list *list, FLT_CONTEXT_TYPE type, const void *owner,
                           const void *object);
// As FltSet…Context: STATUS_SUCCESS, STATUS_FLT_CONTEXT_ALREADY_DEFINED, …_ALREADY_LINKED.
NTSTATUS flt_list_set(flt_list *list, flt_context *context, FLT_SET_CONTEXT_OPERATION operation,
                      const void *owner, PFLT_INSTANCE instance, void *object,
                      PFLT_CONTEXT *old);
// Takes it off its object; the attachment's reference is the caller's from here on.
void flt_context_detach(flt_context *context, const char *verb);
// Takes all off a list and releases them (the object ends).
void flt_list_end(flt_list *list, const char *verb);

// The contexts of the stream of an open file: stream, stream handle and section contexts. NULL if
// the file system has no support for it, or there are none and not `create`.
flt_list *flt_stream_list(PFILE_OBJECT file, bool create);
flt_list *flt_file_list(PFILE_OBJECT file, PFLT_INSTANCE instance, bool create);
flt_list *flt_transaction_list(PVOID transaction, bool create);
// Stops the run where a driver passes what is no transaction (T7).
void flt_transaction_check(PVOID transaction);
// The Filter Manager wants to know how the transaction ends: a minifilter sets a context on it or
// enlists.
void flt_transaction_watch(PVOID transaction);
// A transaction has ended: its contexts go.
void flt_transaction_ended(PVOID transaction);
// Before the close goes to the file system.
void flt_file_closes(PFILE_OBJECT file);

// --- Instances and volumes -----------------------------------------------------------------------

// Decimal strings with a fraction, of any length: <0, 0, >0.
int flt_compare_altitudes(const UNICODE_STRING *one, const UNICODE_STRING *other);
// The volume that a device's stack belongs to; NULL if none.
PFLT_VOLUME flt_volume_of_device(PDEVICE_OBJECT device);
PFLT_VOLUME flt_volume_of_file(PFILE_OBJECT file);
// What the scenario's filter manager does: `name` NULL means the default instance.
NTSTATUS flt_attach(PFLT_FILTER filter, PFLT_VOLUME volume, const UNICODE_STRING *name,
                    const UNICODE_STRING *altitude, PFLT_INSTANCE *instance);
NTSTATUS flt_detach(PFLT_FILTER filter, PFLT_VOLUME volume, const UNICODE_STRING *name);
PFLT_FILTER flt_filter_named(const UNICODE_STRING *name); // NULL: none
PFLT_FILTER flt_filter_of_driver(PDRIVER_OBJECT driver);
// `fltmc unload` and, mandatory, `sc stop`: FilterUnloadCallback, and the driver is unloaded.
NTSTATUS flt_unload(PFLT_FILTER filter, bool mandatory);

// hfs: run at FltUnregisterFilter before instances are torn down, and at the end to find what still
// refers to the filter.
void flt_at_unregister(void (*check)(PFLT_FILTER filter));
// hfs: run when an instance's teardown waits, to cancel what it still has in queues.
void flt_at_teardown(void (*notify)(PFLT_INSTANCE instance));

// Work that a driver hears of; reports in the same words everywhere.
#define FLT_VERIFIER(code, p2, p3, p4) SIM_BUGCHECK(0xF5, code, p2, p3, p4)

#endif
