// The simulator's core: what every simulated part of the kernel stands on.
//
// A run is one execution of a scenario. All that a run changes lies in the *world*: the heaps, the
// variables marked SIM_STATE, the driver images' data and the stacks of the threads. The explorer saves the world at
// a point and restores it to try the next schedule, so nothing else may hold state: no malloc, no
// static variable without SIM_STATE, no clock, no address that depends on the process.
#ifndef PERSTREAM_SIM_H
#define PERSTREAM_SIM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ntifs.h"

// --- State ----------------------------------------------------------------------------------------

// Puts a variable into the world.
#define SIM_STATE __attribute__((section("simstate")))

#if defined(__SANITIZE_ADDRESS__)
#define SIM_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SIM_ASAN 1
#endif
#endif
#ifndef SIM_ASAN
#define SIM_ASAN 0
#endif

typedef enum sim_heap {
    SIM_INTERNAL, // the simulator's own objects: a driver never frees them
    SIM_NONPAGED,
    SIM_PAGED, // not accessible at DISPATCH_LEVEL and above
    SIM_HEAPS
} sim_heap;

// A thing with an owner: a context, a pool block, an object. 0 is none. Stable across replays.
typedef uint32_t sim_identity;

// What lies at an address of a heap.
typedef struct sim_block {
    sim_heap heap;
    sim_identity identity;
    void *address;
    size_t size;
    uint32_t tag; // as given to sim_heap_allocate
    bool freed;
    bool shared; // see sim_heap_share
} sim_block;

// Memory of the world, zeroed, aligned to 16 bytes. Never NULL: the host's memory ending is a fatal error.
void *sim_alloc(size_t size);
void sim_free(void *memory);

// A block between red zones, filled with 0xCD. An access outside or after the free is found.
// `alignment` is a power of two of at least 16.
void *sim_heap_allocate(sim_heap heap, size_t size, size_t alignment, uint32_t tag,
                        sim_identity identity);
// Says whose a block is when that is known only after its address is.
void sim_heap_own(void *address, sim_identity identity);
// The block is a driver's alone to access, from any of its threads: they must order their accesses.
void sim_heap_share(void *address);
// Whether an address lies in paged memory; far cheaper than sim_heap_find.
bool sim_heap_is_paged(const void *address);
// Checks the red zones, fills with 0xDD and keeps the block from reuse as long as it can.
// The address must be that of a live block: ask sim_heap_find first.
void sim_heap_free(void *address);
// The block that contains the address or whose red zones do; false if there is none.
bool sim_heap_find(const void *address, sim_block *block);
// Whether a live block begins at the address; far cheaper than sim_heap_find.
bool sim_heap_begins(const void *address);
// Calls `visit` for each live block of a heap in the order of addresses.
void sim_heap_each(sim_heap heap, void (*visit)(const sim_block *block, void *context),
                   void *context);
// Reports blocks whose red zones were overwritten (without AddressSanitizer nothing else sees that).
void sim_heap_check(void);

// --- Rules and findings -----------------------------------------------------------------------------

typedef enum sim_rule {
    SIM_NO_RULE,
#define RULE(id, name, title) RULE_##id,
#include "rules.def"
#undef RULE
    SIM_RULES
} sim_rule;

// Which rule an access to a freed block breaks; set by who knows more of blocks (contexts).
extern sim_rule (*sim_heap_freed_rule)(const sim_block *block);

typedef struct sim_bugcheck {
    uint32_t code; // 0: Windows does not stop here
    uint64_t parameters[4];
} sim_bugcheck;

#define SIM_BUGCHECK(code, p1, p2, p3, p4)                                                         \
    ((sim_bugcheck){(code), {(uint64_t)(p1), (uint64_t)(p2), (uint64_t)(p3), (uint64_t)(p4)}})
#define SIM_NO_BUGCHECK ((sim_bugcheck){0, {0, 0, 0, 0}})

// Reports a breach of a rule; the run goes on. Subject: the identity whose history belongs to the report.
void sim_report(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// Reports a breach after which the system would not go on, and ends the run. Does not return.
_Noreturn void sim_stop(sim_rule rule, sim_identity subject, sim_bugcheck bugcheck,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));
// A defect of the simulator or its scenario, not of the driver: ends the process with the message.
_Noreturn void sim_broken(const char *format, ...) __attribute__((format(printf, 1, 2)));

// --- Identities and their history --------------------------------------------------------------------

// A new identity; `kind` is a literal such as "stream context", `address` what a driver knows it by.
sim_identity sim_identify(const char *kind, const void *address);
// Names it further, as soon as a name is known ("\\log.txt").
void sim_name(sim_identity identity, const char *format, ...) __attribute__((format(printf, 2, 3)));
// One event of its life: `verb` is a literal ("allocated", "referenced", "released", "freed", …),
// `references` its count after the event, -1 where it has none. The current routine, thread and
// stack are added. Costs next to nothing unless the run is recorded.
void sim_history(sim_identity identity, const char *verb, int references);
// A line of the run's trace: what a reader of the report wants to know of its course.
void sim_trace(const char *format, ...) __attribute__((format(printf, 1, 2)));
// Whether this run is recorded (a replay for a report): only then are texts worth composing.
extern bool sim_recording;
// Bytes as a printable text in a rotating buffer: for messages.
const char *sim_text(const UNICODE_STRING *string);

// --- Routines -------------------------------------------------------------------------------------------

typedef enum sim_routine {
#define ROUTINE(name, irql, windows, scheduling, page, injected, reached) ROUTINE_##name,
#include "all_routines.def"
#undef ROUTINE
    SIM_ROUTINES
} sim_routine;

typedef struct sim_routine_facts {
    const char *name;
    KIRQL highest_irql;
    uint32_t oldest_windows; // NTDDI number
    bool shared;
    const char *page;
    const NTSTATUS *injected; // ends with STATUS_SUCCESS
} sim_routine_facts;

// The last row, SIM_ROUTINES, stands for none.
extern const sim_routine_facts sim_routines[SIM_ROUTINES + 1];

// The pseudo status of routines that fail by returning NULL.
#define SIM_NO_MEMORY ((NTSTATUS)0xEFFF0001)
// The pseudo status of routines that fail by returning FALSE.
#define SIM_FALSE ((NTSTATUS)0xEFFF0002)

// First statement of a DDI: checks the IRQL and the Windows version, records the call, lets the
// scheduler switch threads if the routine's effect is shared.
#define SIM_CALL(routine) sim_enter(ROUTINE_##routine, __builtin_return_address(0))
// Returns an injected status from the DDI, if one is planned for this call. Before any effect.
#define SIM_FAULT(routine)                                                                         \
    do {                                                                                           \
        NTSTATUS sim_injected_ = sim_fault(ROUTINE_##routine);                                     \
        if (sim_injected_ != STATUS_SUCCESS) return sim_injected_;                                 \
    } while (0)
// Whether this call is to fail (routines that return NULL or FALSE).
#define SIM_FAILS(routine) (sim_fault(ROUTINE_##routine) != STATUS_SUCCESS)

void sim_enter(sim_routine routine, void *caller);
NTSTATUS sim_fault(sim_routine routine);
// Which rule a call at too high an IRQL breaks, where it is a rule of its own; set by the Filter Manager.
extern sim_rule (*sim_irql_rule)(sim_routine routine);
// The routine that the current thread entered last; SIM_ROUTINES: none yet.
sim_routine sim_current_routine(void);

// --- Windows version ------------------------------------------------------------------------------------

#define WINDOWS_ANY 0u
#define WINDOWS_VISTA 0x06000000u
#define WINDOWS_7 0x06010000u
#define WINDOWS_8 0x06020000u
#define WINDOWS_10 0x0A000000u
#define WINDOWS_10_1809 0x0A000006u
#define WINDOWS_10_2004 0x0A000008u
#define WINDOWS_10_20H2 0x0A000009u
#define WINDOWS_11 0x0A00000Bu
#define WINDOWS_11_24H2 0x0A000010u
// The Windows that the scenario runs, as an NTDDI number.
extern uint32_t sim_windows;
// Its build, which may be one between those that have an NTDDI number.
extern uint32_t sim_windows_build;

// The scenario's driver fails operations by choice where contexts cannot be had: S7, S8 and A6 are not breaches.
extern bool sim_fails_operations;

// --- Threads --------------------------------------------------------------------------------------------

#define SIM_ANY_IRQL 31
#define SIM_MAXIMUM_LOCKS 24
#define SIM_MAXIMUM_THREADS 48

typedef enum sim_thread_state {
    SIM_THREAD_FREE,
    SIM_THREAD_READY, // ready or running
    SIM_THREAD_WAITING,
    SIM_THREAD_ENDED
} sim_thread_state;

typedef struct sim_held_lock {
    const void *lock;
    const char *kind; // literal: "ERESOURCE", "fast mutex", "push lock", "spin lock", …
    bool exclusive;
    int recursion;
    void *acquired_at; // caller's address
} sim_held_lock;

struct _EPROCESS {
    uintptr_t process_id;
    char name[16];
};

struct _KTHREAD {
    void *stack_pointer; // core/fiber.c
    uint8_t *stack;
    uint32_t index;
    sim_thread_state state;
    const char *name; // literal or in the world
    struct _EPROCESS *process;
    uintptr_t thread_id;
    void (*routine)(void *argument);
    void *argument;

    // What it waits for
    const void *wait_key;
    const char *wait_for; // literal: "ERESOURCE, exclusive", …
    uint64_t wait_deadline; // simulated 100 ns, UINT64_MAX: none
    bool wait_timed_out;
    bool wait_is_idle; // waits for work: no deadlock if it never comes

    // kernel/
    KIRQL irql;
    int16_t critical_regions; // KeEnterCriticalRegion
    int16_t guarded_regions;  // KeEnterGuardedRegion
    void *top_level_irp;
    uint32_t lock_count;
    sim_held_lock locks[SIM_MAXIMUM_LOCKS];
    bool system; // created by PsCreateSystemThread or a worker
    void *seh;   // innermost __try
    sim_routine routine_entered;
    uint32_t simulator_depth; // > 0: inside I/O that the simulator issues; see sim_enter
    void *callout; // the driver callout that is running, by whoever calls drivers (flt/, io/)
    uint64_t reserved[4];
};

struct _ETHREAD {
    struct _KTHREAD Tcb;
};

typedef struct _KTHREAD sim_thread;

// The running thread. NULL only outside a run.
extern sim_thread *sim_current;

// Creates a thread that is ready to run; its memory comes from the world.
sim_thread *sim_thread_create(const char *name, void (*routine)(void *argument), void *argument);
// Ends the current thread.
_Noreturn void sim_thread_end(void);
// The thread with an index of 0 … sim_thread_count() - 1, in the order of creation.
sim_thread *sim_thread_at(uint32_t index);
uint32_t sim_thread_count(void);

// A scheduling point: the scheduler may let other threads run here. sim_enter has one already.
void sim_point(void);
// Lets all other threads run until none can go on; used between the steps of a sequential scenario.
void sim_settle(void);

// Waits until sim_wake is called with the key, or until the time has passed (relative, in 100 ns;
// SIM_FOREVER). Returns false on timeout. Always wait in a loop that tests the condition. Simulated time passes
// only when no thread can run.
#define SIM_FOREVER UINT64_MAX
bool sim_wait(const void *key, const char *what, uint64_t timeout);
// The same for a thread that serves others, such as a worker: the run may end while it waits.
void sim_wait_for_work(const void *key, const char *what);
// Makes all threads ready that wait with this key.
void sim_wake(const void *key);

// Simulated time since the start of the run and the system time, in 100 ns.
uint64_t sim_now(void);
uint64_t sim_system_time(void);
void sim_pass_time(uint64_t interval);

// Sets the current thread's IRQL (no checks): hides paged memory at DISPATCH_LEVEL and above.
void sim_set_irql(KIRQL irql);

// --- Driver images --------------------------------------------------------------------------------------

// Loads a driver's shared object so that its data belongs to the world; ends the process with a
// message if that fails. Returns the address of DriverEntry. Host side: before the run begins.
typedef NTSTATUS (*sim_driver_entry)(PDRIVER_OBJECT, PUNICODE_STRING);
sim_driver_entry sim_image_load(const char *path);
// The driver's data become again what they are in its file: it is loaded once more.
void sim_image_renew(sim_driver_entry entry);
// The bytes of a symbol of the first image, of which `size` are asked for: NULL, it has none, or they do not lie in it.
const void *sim_image_symbol(const char *name, size_t size);
// Whether an address lies in a driver's image.
bool sim_image_contains(const void *address);
// The address relative to its image's start: the same in every process.
uintptr_t sim_image_offset(const void *address);

// --- Checks that the headers' macros call ---------------------------------------------------------------

void sim_paged_code(const char *file, int line);
void sim_assert_failed(const char *expression, const char *file, int line);

// --- End of a run ------------------------------------------------------------------------------------------

// Registers a check that runs when a scenario has ended and everything is unloaded (leaks). Call
// from a constructor function: __attribute__((constructor)).
void sim_at_end(void (*check)(void));
// Registers an initialisation that runs at the start of each world, in order of `rank`
// (10 kernel, 20 I/O, 30 FsRtl, 40 file systems, 50 Filter Manager).
void sim_at_start(int rank, void (*start)(void));

#endif
