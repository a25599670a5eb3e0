// The simulated executive, as the I/O manager, the file systems and the Filter Manager use it.
//
// A driver calls the documented routines: they check, may be switched away from and may be made to
// fail, and then do their work with the functions below. The simulator's own parts call these
// functions directly, so that their use is neither a scheduling point nor failed nor blamed on a
// driver.
#ifndef PERSTREAM_KERNEL_H
#define PERSTREAM_KERNEL_H

#include "sim.h"

// --- Calling a driver ----------------------------------------------------------------------------

// What a thread's state was before a driver was called: the driver must leave it so.
typedef struct ke_callout {
    const char *name; // literal: "pre-operation callback of IRP_MJ_CREATE", …
    KIRQL irql;
    int16_t critical_regions;
    int16_t guarded_regions;
    uint32_t lock_count;
    uint32_t flags;
} ke_callout;

// The callout may return with a lock taken or released: it acquires for a file system.
#define KE_CALLOUT_KEEPS_LOCKS 1u
// The callout may return at a lower IRQL: it completed what was pended.
#define KE_CALLOUT_CHANGES_IRQL 2u

void ke_callout_begin(ke_callout *callout, const char *name);
void ke_callout_begin_ex(ke_callout *callout, const char *name, uint32_t flags);
// Reports what the driver left behind (rules LOCK, IRQL) and puts it right.
void ke_callout_end(ke_callout *callout);

// --- Locks, for all kinds ------------------------------------------------------------------------

// A lock was initialised at this address: whatever was known of it is forgotten. `paged_allowed`:
// the lock may lie in paged memory (otherwise A8).
void ke_lock_initialize(const void *lock, const char *kind, bool paged_allowed);
void ke_lock_forget(const void *lock);
// Before the thread may block for it: enters the edges of the order graph and reports a cycle
// (L11).
void ke_lock_wanted(const void *lock, const char *kind, bool exclusive, void *caller);
void ke_lock_acquired(const void *lock, const char *kind, bool exclusive, void *caller);
// False if the thread does not hold it (nothing is reported here).
bool ke_lock_released(const void *lock);
// Told when a thread wants a lock that it holds, before the lock's own rule: the Filter Manager
// knows whether a cleanup callback does so (L9). NULL: nobody is.
extern void (*ke_lock_again)(const sim_held_lock *held);
void ke_lock_wanted_again(const void *lock);
// What the current thread holds of this lock, or NULL.
sim_held_lock *ke_lock_held(const void *lock);
// The lock that a driver took last in this thread and still holds, or NULL (L9).
const sim_held_lock *ke_driver_lock_held(void);
// Memory that a driver could use is about to be freed or to go with its object: reports what still
// lives in it (initialised resource, lookaside list, active timer, queued work, held lock: A9).
void ke_memory_ends(const void *address, size_t size, sim_identity identity);
// After a driver's unload routine: reports timers, DPCs, work items and threads that would still
// run its code.
void ke_driver_unloaded(PDRIVER_OBJECT driver);

// `caller`: the driver's return address, NULL for the simulator's own use.
NTSTATUS ex_resource_initialize(PERESOURCE resource);
NTSTATUS ex_resource_delete(PERESOURCE resource);
typedef enum ex_resource_mode {
    EX_EXCLUSIVE,
    EX_SHARED,
    EX_SHARED_STARVE_EXCLUSIVE,
    EX_SHARED_WAIT_FOR_EXCLUSIVE
} ex_resource_mode;
bool ex_resource_acquire(PERESOURCE resource, ex_resource_mode mode, bool wait, void *caller);
void ex_resource_release(PERESOURCE resource, void *caller);
void ex_resource_release_for(PERESOURCE resource, ERESOURCE_THREAD owner, void *caller);
bool ex_resource_is_exclusive(PERESOURCE resource);   // held exclusively by this thread
ULONG ex_resource_count_shared(PERESOURCE resource);  // how often this thread holds it

void ex_fast_mutex_initialize(PFAST_MUTEX mutex);
void ex_fast_mutex_acquire(PFAST_MUTEX mutex, void *caller);
void ex_fast_mutex_release(PFAST_MUTEX mutex, void *caller);

void ex_push_lock_initialize(PEX_PUSH_LOCK lock);
void ex_push_lock_delete(PEX_PUSH_LOCK lock);
void ex_push_lock_acquire(PEX_PUSH_LOCK lock, bool exclusive, void *caller);
// `shared` and `exclusive` say how the caller believes to hold it; both: it does not say.
void ex_push_lock_release(PEX_PUSH_LOCK lock, bool shared, bool exclusive, void *caller);

KIRQL ke_spin_lock_acquire(PKSPIN_LOCK lock, void *caller); // returns the old IRQL
void ke_spin_lock_release(PKSPIN_LOCK lock, KIRQL irql, void *caller);
// The one that guards the cancel routines of all IRPs.
KIRQL ke_cancel_lock_acquire(void);
void ke_cancel_lock_release(KIRQL irql);

// --- IRQL and regions ----------------------------------------------------------------------------

KIRQL ke_irql(void);
KIRQL ke_irql_raise(KIRQL irql); // returns the old one
void ke_irql_lower(KIRQL irql);
void ke_critical_region_enter(void);
void ke_critical_region_leave(void);
bool ke_apcs_disabled(void); // normal kernel APCs are, by a region or by IRQL

// --- Dispatcher objects --------------------------------------------------------------------------

void ke_event_initialize(PRKEVENT event, EVENT_TYPE type, bool signalled);
LONG ke_event_set(PRKEVENT event); // returns the former state
LONG ke_event_reset(PRKEVENT event);
// Waits for any dispatcher object; timeout as KeWaitForSingleObject takes it.
NTSTATUS ke_wait(void *object, const LARGE_INTEGER *timeout);
void ke_mutex_initialize(PRKMUTEX mutex);
void ke_mutex_acquire(PRKMUTEX mutex);
void ke_mutex_release(PRKMUTEX mutex);

// --- Run-down protection, work -------------------------------------------------------------------

void ex_rundown_initialize(PEX_RUNDOWN_REF rundown);
void ex_rundown_reinitialize(PEX_RUNDOWN_REF rundown);
bool ex_rundown_acquire(PEX_RUNDOWN_REF rundown, ULONG count);
void ex_rundown_release(PEX_RUNDOWN_REF rundown, ULONG count);
void ex_rundown_wait(PEX_RUNDOWN_REF rundown);
void ex_rundown_completed(PEX_RUNDOWN_REF rundown);
bool ex_rundown_started(PEX_RUNDOWN_REF rundown);

// Runs the routine in a worker thread at PASSIVE_LEVEL. `what` is a literal for reports.
void ex_queue_work(const char *what, void (*routine)(void *argument), void *argument);
// The number of work items that are queued or running.
uint32_t ex_work_outstanding(void);
// Whether the address lies within a work item that is queued and has not begun to run.
bool ex_work_item_queued(const void *address, size_t size);

// --- Pool ----------------------------------------------------------------------------------------

// A block that a driver owns and frees, for what the simulator hands out: never NULL, poisoned with
// 0xCD. `what` is a literal: "pool block", "object name", …
void *ex_pool_allocate(sim_heap heap, size_t size, uint32_t tag, const char *what);
void ex_pool_free(void *address);
// A finding was made about the block that holds the address: that it is left is no other one.
void ex_pool_excuse(const void *address);
bool ex_pool_owns(const void *address); // the start of a live pool block
// A free routine of the Filter Manager or FsRtl reports a wrong address with the text that
// ExFreePool has for it.
void ex_pool_report_bad_free(const char *routine, const void *address);
// Told first: the Filter Manager knows the memory of contexts (R12, R16). NULL: nobody is.
extern void (*ex_pool_bad_free)(const char *routine, const void *address);

// --- Objects -------------------------------------------------------------------------------------

struct _OBJECT_TYPE {
    const char *name; // "File"
    const char *kind; // in reports: "file object"
    // A handle was closed. `handles` are those that remain, in all processes. May be NULL. Set by a
    // constructor of the part that owns the type.
    void (*close)(void *body, PEPROCESS process, uint32_t handles);
    // Fills the name of an object that has none in the directory; false if it has none. May be
    // NULL.
    bool (*query_name)(void *body, PUNICODE_STRING name, uint16_t capacity);
};
typedef struct _OBJECT_TYPE ob_type;

extern ob_type ob_file_type, ob_device_type, ob_driver_type, ob_event_type, ob_semaphore_type,
    ob_mutant_type, ob_timer_type, ob_section_type, ob_thread_type, ob_process_type, ob_token_type,
    ob_key_type, ob_transaction_type, ob_port_type, ob_directory_type, ob_link_type;

// A new object with one reference, zeroed. `destroy` runs when the last reference goes, before the
// memory does.
void *ob_create(ob_type *type, size_t size, void (*destroy)(void *body));
// Makes an object of memory that somebody else frees (threads, processes of the core).
void ob_adopt(ob_type *type, void *body, void (*destroy)(void *body));
bool ob_is(const void *body, const ob_type *type); // a live object; type NULL: of any type
ob_type *ob_type_of(const void *body);             // NULL: no live object
sim_identity ob_identity(const void *body);        // 0: no object
void ob_reference(void *body);
// The driver under test was handed one of the references: it must release it with
// ObDereferenceObject.
void ob_grant(void *body);
void ob_dereference(void *body);
int ob_reference_count(const void *body);
uint32_t ob_handle_count(const void *body);
// While it is permanent, a body is not deleted with its last reference (a mounted volume's device,
// say).
void ob_keep(void *body, bool permanent);

// A handle owns one reference of its own. Kernel handles are valid in every process.
HANDLE ob_insert_handle(void *body, ACCESS_MASK access, bool kernel);
// The same for a handle that a driver asked for: it must close it.
HANDLE ob_grant_handle(void *body, ACCESS_MASK access, bool kernel);
// The body of a handle, without a reference; NULL if the handle is none (of this process).
void *ob_from_handle(HANDLE handle);
// The rule that is broken where a handle is closed that is not open in the current process.
extern sim_rule (*ob_foreign_handle_rule)(HANDLE handle);
ACCESS_MASK ob_handle_access(HANDLE handle);
NTSTATUS ob_close_handle(HANDLE handle);

// The directory of names ("\\Device\\HarddiskVolume1"), not case-sensitive. A name goes with its
// object.
NTSTATUS ob_insert_name(const UNICODE_STRING *name, void *body); // STATUS_OBJECT_NAME_COLLISION
void ob_remove_name(void *body);
const UNICODE_STRING *ob_name(const void *body); // NULL: none
// The object whose name is the longest prefix of `name` that ends at a backslash or at the end,
// symbolic links followed; `rest` (may be NULL) is what follows. No reference. NULL if there is
// none.
void *ob_lookup(const UNICODE_STRING *name, UNICODE_STRING *rest);
NTSTATUS ob_create_link(const UNICODE_STRING *name, const UNICODE_STRING *target);
NTSTATUS ob_delete_link(const UNICODE_STRING *name);

// --- Processes and threads -----------------------------------------------------------------------

extern PEPROCESS ps_system_process(void);
// The process of this name (literal or in the world), created if there is none yet.
PEPROCESS ps_process(const char *name);
PEPROCESS ps_current_process(void);
// Which process a thread runs in; for the threads of a scenario.
void ps_set_process(sim_thread *thread, PEPROCESS process);
uintptr_t ps_thread_id(sim_thread *thread);
sim_thread *ps_create_thread(const char *name, void (*routine)(void *argument), void *argument);

// --- Memory --------------------------------------------------------------------------------------

// How sections open, close, read and write their files; set by the file systems' part at start.
// Opening goes through the file's device stack, takes a reference to the file object and makes the
// file at least `size` bytes long where the protection allows it.
extern NTSTATUS (*mm_open_file)(PFILE_OBJECT file, ULONG protection, bool image, LONGLONG size);
extern void (*mm_close_file)(PFILE_OBJECT file);
extern NTSTATUS (*mm_read_file)(PFILE_OBJECT file, LONGLONG offset, void *buffer, ULONG length);
extern NTSTATUS (*mm_write_file)(PFILE_OBJECT file, LONGLONG offset, const void *buffer,
                                 ULONG length);
extern LONGLONG (*mm_file_size)(PFILE_OBJECT file);

PMDL mm_mdl_create(void *address, ULONG length); // the simulator's own, describes nonpaged memory
void mm_mdl_free(PMDL mdl);
void *mm_mdl_address(PMDL mdl); // its system address, mapped if it was not
// Memory of a user process: what a caller in user mode passes as its buffer.
void *mm_user_allocate(size_t size);
void mm_user_free(void *address);
bool mm_is_user_address(const void *address);

// Frees an MDL that goes with its IRP.
void mm_mdl_end(PMDL mdl);

// The address of a simulated routine that is there on the scenario's Windows, or NULL.
void *ke_routine_address(const UNICODE_STRING *name);

// A section over a file (as large as the file if `size` is 0) or, without one, of the paging file.
// It keeps the file's object referenced and its data mapped.
NTSTATUS mm_section_create(PFILE_OBJECT file, ULONG protection, ULONG attributes, LONGLONG size,
                           void **section);

#endif
