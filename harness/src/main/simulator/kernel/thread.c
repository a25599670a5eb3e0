// System threads and processes.
#include "internal.h"

typedef struct start {
    PKSTART_ROUTINE routine;
    PVOID context;
} start;

// --- Thread objects ------------------------------------------------------------------------------

// The core reuses what a thread lay in once its object is gone.
static void destroy_thread(void *body) {
    sim_thread *thread = body;

    if (thread->state == SIM_THREAD_ENDED) thread->state = SIM_THREAD_FREE;
}

static void require_object(sim_thread *thread) {
    if (ob_is(thread, NULL)) return;
    ob_adopt(&ob_thread_type, thread, destroy_thread);
    ob_keep(thread, true);
}

uintptr_t ps_thread_id(sim_thread *thread) { return thread->thread_id; }

sim_thread *ps_create_thread(const char *name, void (*routine)(void *argument), void *argument) {
    sim_thread *thread = sim_thread_create(name, routine, argument);

    thread->process = ps_system_process();
    thread->system = true;
    return thread;
}

_Noreturn static void end_thread(void) {
    ke_thread_ending("A system thread");
    sim_thread_end();
}

static void run_system_thread(void *argument) {
    start from = *(start *)argument;

    sim_free(argument);
    from.routine(from.context);
    end_thread();
}

// Ended threads that nobody has a reference to.
static void forget_ended(void) {
    for (uint32_t i = 0; i < sim_thread_count(); i++) {
        sim_thread *thread = sim_thread_at(i);

        if (thread->state != SIM_THREAD_ENDED || !thread->reserved[0]) continue;
        if (ob_reference_count(thread) != 1) continue;
        ob_keep(thread, false);
        ob_dereference(thread);
    }
}

static void set_client(PCLIENT_ID client, const sim_thread *thread) {
    if (!client) return;
    client->UniqueProcess = (HANDLE)thread->process->process_id;
    client->UniqueThread = (HANDLE)thread->thread_id;
}

// wdm/nf-wdm-pscreatesystemthread
NTSTATUS PsCreateSystemThread(PHANDLE ThreadHandle, ULONG DesiredAccess,
                              POBJECT_ATTRIBUTES ObjectAttributes, HANDLE ProcessHandle,
                              PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine,
                              PVOID StartContext) {
    sim_thread *thread;
    start *from;
    bool kernel;

    SIM_CALL(PsCreateSystemThread);
    SIM_FAULT(PsCreateSystemThread);
    forget_ended();
    from = sim_alloc(sizeof(*from));
    *from = (start){StartRoutine, StartContext};
    thread = ps_create_thread("system thread", run_system_thread, from);
    require_object(thread);
    // A driver's thread counts: one that waits for ever keeps the driver from unloading.
    thread->reserved[0] = (uint64_t)(uintptr_t)StartRoutine;
    kernel = !ObjectAttributes || ObjectAttributes->Attributes & OBJ_KERNEL_HANDLE ||
             ps_current_process() == ps_system_process();
    *ThreadHandle = ob_grant_handle(thread, DesiredAccess, kernel);
    set_client(ClientId, thread);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-psterminatesystemthread
NTSTATUS PsTerminateSystemThread(NTSTATUS ExitStatus) {
    SIM_CALL(PsTerminateSystemThread);
    if (!sim_current->reserved[0]) {
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "PsTerminateSystemThread in a thread that PsCreateSystemThread did not create");
        return STATUS_INVALID_PARAMETER;
    }
    end_thread();
}

PKTHREAD KeGetCurrentThread(VOID) {
    require_object(sim_current);
    return sim_current;
}

// wdm/nf-wdm-psgetcurrentthread
PETHREAD PsGetCurrentThread(VOID) {
    SIM_CALL(PsGetCurrentThread);
    require_object(sim_current);
    return (PETHREAD)sim_current;
}

// ntddk/nf-ntddk-psgetcurrentthreadid
HANDLE PsGetCurrentThreadId(VOID) {
    SIM_CALL(PsGetCurrentThreadId);
    return (HANDLE)sim_current->thread_id;
}

// ntddk/nf-ntddk-psgetthreadid
HANDLE PsGetThreadId(PETHREAD Thread) {
    SIM_CALL(PsGetThreadId);
    return (HANDLE)((sim_thread *)Thread)->thread_id;
}

// ntddk/nf-ntddk-psgetthreadprocessid
HANDLE PsGetThreadProcessId(PETHREAD Thread) {
    const sim_thread *thread = (sim_thread *)Thread;

    SIM_CALL(PsGetThreadProcessId);
    return (HANDLE)(thread->process ? thread->process : ps_system_process())->process_id;
}

// ntifs/nf-ntifs-psissystemthread
BOOLEAN PsIsSystemThread(PETHREAD Thread) {
    SIM_CALL(PsIsSystemThread);
    return ((sim_thread *)Thread)->system;
}

// wdm/nf-wdm-iosystemthread: the I/O manager's name for it
BOOLEAN IoIsSystemThread(PETHREAD Thread) {
    SIM_CALL(IoIsSystemThread);
    return ((sim_thread *)Thread)->system;
}

// ntifs/nf-ntifs-psisthreadterminating
BOOLEAN PsIsThreadTerminating(PETHREAD Thread) {
    SIM_CALL(PsIsThreadTerminating);
    return ((sim_thread *)Thread)->state == SIM_THREAD_ENDED;
}

// wdm/nf-wdm-kesetprioritythread
KPRIORITY KeSetPriorityThread(PKTHREAD Thread, KPRIORITY Priority) {
    KPRIORITY former;

    SIM_CALL(KeSetPriorityThread);
    former = Thread->reserved[1] ? (KPRIORITY)Thread->reserved[1] : 8;
    Thread->reserved[1] = (uint64_t)Priority;
    return former;
}

// ntddk/nf-ntddk-kequeryprioritythread
KPRIORITY KeQueryPriorityThread(PKTHREAD Thread) {
    SIM_CALL(KeQueryPriorityThread);
    return Thread->reserved[1] ? (KPRIORITY)Thread->reserved[1] : 8;
}

// ntifs/nf-ntifs-pslookupthreadbythreadid
NTSTATUS PsLookupThreadByThreadId(HANDLE ThreadId, PETHREAD *Thread) {
    SIM_CALL(PsLookupThreadByThreadId);
    SIM_FAULT(PsLookupThreadByThreadId);
    for (uint32_t i = 0; i < sim_thread_count(); i++) {
        sim_thread *thread = sim_thread_at(i);

        if (thread->thread_id != (uintptr_t)ThreadId || thread->state == SIM_THREAD_ENDED) continue;
        if (thread->state == SIM_THREAD_FREE) continue;
        require_object(thread);
        ob_reference(thread);
        ob_grant(thread);
        *Thread = (PETHREAD)thread;
        return STATUS_SUCCESS;
    }
    return STATUS_INVALID_PARAMETER;
}

// --- At unload -----------------------------------------------------------------------------------

static void check_end(void) {
    for (uint32_t i = 0; i < sim_thread_count(); i++) {
        const sim_thread *thread = sim_thread_at(i);

        if (!thread->reserved[0] || thread->state == SIM_THREAD_ENDED ||
            thread->state == SIM_THREAD_FREE) {
            continue;
        }
        sim_report(RULE_L18, ob_identity(thread),
                   SIM_BUGCHECK(0xCE, thread->reserved[0], 0, 0, 0),
                   "The driver is unloaded while a system thread of its own has not ended: it "
                   "waits for %s",
                   thread->wait_for ? thread->wait_for : "the processor");
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
