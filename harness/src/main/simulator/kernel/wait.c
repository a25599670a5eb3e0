// Waiting for dispatcher objects.
#include "dispatcher.h"

// A thread that waits for several objects waits with one key; this tells which objects wake it.
typedef struct multiple_wait {
    struct multiple_wait *next;
    void **objects;
    ULONG count;
} multiple_wait;

static SIM_STATE multiple_wait *multiple_waits;

void ke_mutex_take(PRKMUTEX mutex, void *caller);

void ke_signal(const void *object) {
    race_release(object);
    sim_wake(object);
    for (multiple_wait *wait = multiple_waits; wait; wait = wait->next) {
        for (ULONG i = 0; i < wait->count; i++) {
            if (wait->objects[i] == object) sim_wake(wait);
        }
    }
}

void ke_dispatcher_initialize(DISPATCHER_HEADER *header, ke_dispatcher type, LONG state,
                              const char *kind) {
    ke_require_nonpaged(header, kind);
    *header = (DISPATCHER_HEADER){.Type = (UCHAR)type, .SignalState = state};
    header->WaitListHead.Flink = header->WaitListHead.Blink = &header->WaitListHead;
}

void ke_dispatcher_check(const DISPATCHER_HEADER *header, ke_dispatcher first, ke_dispatcher last,
                         const char *kind) {
    if (header->WaitListHead.Flink != &header->WaitListHead || header->Type < first ||
        header->Type > last) {
        sim_stop(RULE_LOCK, ke_subject(header), SIM_NO_BUGCHECK,
                 "A %s is used that is not initialised, was moved or was overwritten", kind);
    }
}

static sim_thread *as_thread(const void *object) {
    return ob_is(object, &ob_thread_type) ? (sim_thread *)(uintptr_t)object : NULL;
}

static const char *kind_of(const void *object) {
    if (as_thread(object)) return "the end of a thread";
    if (ob_is(object, &ob_process_type)) return "the end of a process";
    switch (((const DISPATCHER_HEADER *)object)->Type) {
    case KE_NOTIFICATION_EVENT:
    case KE_SYNCHRONIZATION_EVENT: return "KEVENT";
    case KE_MUTANT: return "KMUTEX";
    case KE_SEMAPHORE: return "KSEMAPHORE";
    default: return "KTIMER";
    }
}

static void check_object(const void *object) {
    const DISPATCHER_HEADER *header = object;

    if (ob_is(object, &ob_thread_type) || ob_is(object, &ob_process_type)) return;
    if (ob_is(object, &ob_file_type)) {
        sim_stop(RULE_DDI, ob_identity(object), SIM_NO_BUGCHECK,
                 "A wait takes a dispatcher object, not a file object: wait for an event");
    }
    if (header->Type == 3 || header->Type == 4 || header->Type == 6 || header->Type == 7) {
        ke_dispatcher_check(header, 1, 0, "dispatcher object"); // kinds that nothing here makes
    }
    ke_dispatcher_check(header, KE_NOTIFICATION_EVENT, KE_SYNCHRONIZATION_TIMER,
                        "dispatcher object");
}

static bool is_signalled(const void *object) {
    const sim_thread *thread = as_thread(object);
    const DISPATCHER_HEADER *header = object;

    if (thread) return thread->state == SIM_THREAD_ENDED;
    if (ob_is(object, &ob_process_type)) return false; // none of the simulator's processes ends
    if (header->Type == KE_MUTANT && ((PRKMUTEX)(uintptr_t)object)->OwnerThread == sim_current) {
        return true;
    }
    return header->SignalState > 0;
}

// What a satisfied wait does to the object.
static void satisfy(void *object, void *caller) {
    DISPATCHER_HEADER *header = object;

    race_acquire(object);
    if (as_thread(object)) return;
    switch (header->Type) {
    case KE_SYNCHRONIZATION_EVENT:
    case KE_SYNCHRONIZATION_TIMER: header->SignalState = 0; break;
    case KE_SEMAPHORE: header->SignalState--; break;
    case KE_MUTANT: ke_mutex_take(object, caller); break;
    default: break;
    }
}

// A relative time of at least 0; absolute ones count from the system's time.
static uint64_t interval_of(const LARGE_INTEGER *timeout) {
    if (!timeout) return SIM_FOREVER;
    if (timeout->QuadPart <= 0) return (uint64_t)-timeout->QuadPart;
    return (uint64_t)timeout->QuadPart <= sim_system_time()
               ? 0
               : (uint64_t)timeout->QuadPart - sim_system_time();
}

static void check_irql(const void *object, const LARGE_INTEGER *timeout) {
    KIRQL irql = ke_irql();

    if (irql < DISPATCH_LEVEL) return;
    if (irql > DISPATCH_LEVEL) {
        sim_stop(RULE_IRQL, ke_subject(object), SIM_BUGCHECK(0xC4, 0x120, irql, object, timeout),
                 "A thread waits at IRQL %u", irql);
    }
    if (timeout && timeout->QuadPart == 0) return;
    sim_stop(RULE_IRQL, ke_subject(object),
             SIM_BUGCHECK(0xC4, timeout ? 0x122 : 0x121, irql, object, timeout),
             "A thread waits at DISPATCH_LEVEL with a time-out other than zero");
}

static NTSTATUS wait_single(void *object, const LARGE_INTEGER *timeout, void *caller) {
    uint64_t interval = interval_of(timeout);
    uint64_t deadline = interval == SIM_FOREVER ? SIM_FOREVER : sim_now() + interval;
    bool is_mutex;

    check_object(object);
    is_mutex = !as_thread(object) && ((DISPATCHER_HEADER *)object)->Type == KE_MUTANT;
    if (is_mutex && interval != 0) ke_lock_wanted(object, "KMUTEX", true, caller);
    while (!is_signalled(object)) {
        if (interval == 0) return STATUS_TIMEOUT;
        sim_wait(object, kind_of(object), interval);
        if (deadline != SIM_FOREVER) interval = deadline > sim_now() ? deadline - sim_now() : 0;
    }
    satisfy(object, caller);
    return STATUS_SUCCESS;
}

NTSTATUS ke_wait(void *object, const LARGE_INTEGER *timeout) {
    return wait_single(object, timeout, NULL);
}

// wdm/nf-wdm-kewaitforsingleobject
NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                               BOOLEAN Alertable, PLARGE_INTEGER Timeout) {
    SIM_CALL(KeWaitForSingleObject);
    check_irql(Object, Timeout);
    if (Timeout) SIM_FAULT(KeWaitForSingleObject);
    return wait_single(Object, Timeout, CALLER);
}

static void remove_wait(multiple_wait *wait) {
    multiple_wait **link = &multiple_waits;

    while (*link != wait) link = &(*link)->next;
    *link = wait->next;
}

// The index of the object that satisfies the wait, `count` if all do together, -1 if it is not
// satisfied.
static int satisfied(ULONG count, void **objects, WAIT_TYPE type) {
    ULONG signalled = 0;

    for (ULONG i = 0; i < count; i++) {
        if (!is_signalled(objects[i])) continue;
        if (type == WaitAny) return (int)i;
        signalled++;
    }
    return type == WaitAll && signalled == count ? (int)count : -1;
}

static int wait_multiple(ULONG count, void **objects, WAIT_TYPE type, uint64_t interval) {
    multiple_wait *wait = sim_alloc(sizeof(*wait));
    uint64_t deadline = interval == SIM_FOREVER ? SIM_FOREVER : sim_now() + interval;
    int which;

    *wait = (multiple_wait){multiple_waits, objects, count};
    multiple_waits = wait;
    while ((which = satisfied(count, objects, type)) < 0 && interval != 0) {
        sim_wait(wait, "several objects", interval);
        if (deadline != SIM_FOREVER) interval = deadline > sim_now() ? deadline - sim_now() : 0;
    }
    remove_wait(wait);
    sim_free(wait);
    return which;
}

// wdm/nf-wdm-kewaitformultipleobjects
NTSTATUS KeWaitForMultipleObjects(ULONG Count, PVOID Objects[], WAIT_TYPE WaitType,
                                  KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
                                  BOOLEAN Alertable, PLARGE_INTEGER Timeout,
                                  PKWAIT_BLOCK WaitBlockArray) {
    int which;

    SIM_CALL(KeWaitForMultipleObjects);
    if (Count == 0 || Count > MAXIMUM_WAIT_OBJECTS ||
        (Count > THREAD_WAIT_OBJECTS && !WaitBlockArray)) {
        sim_stop(RULE_DDI, 0, SIM_BUGCHECK(0xC, 0, 0, 0, 0),
                 "KeWaitForMultipleObjects with %u objects and %s wait blocks", (unsigned)Count,
                 WaitBlockArray ? "an array of" : "no");
    }
    check_irql(Objects[0], Timeout);
    for (ULONG i = 0; i < Count; i++) check_object(Objects[i]);
    if (Timeout) SIM_FAULT(KeWaitForMultipleObjects);
    which = wait_multiple(Count, Objects, WaitType, interval_of(Timeout));
    if (which < 0) return STATUS_TIMEOUT;
    if (WaitType == WaitAny) {
        satisfy(Objects[which], CALLER);
        return STATUS_WAIT_0 + which;
    }
    for (ULONG i = 0; i < Count; i++) satisfy(Objects[i], CALLER);
    return STATUS_SUCCESS;
}

// wdm/nf-wdm-kedelayexecutionthread
NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
                                PLARGE_INTEGER Interval) {
    uint64_t interval;

    SIM_CALL(KeDelayExecutionThread);
    interval = interval_of(Interval);
    // Others that can run do so before time passes, even where the interval is zero.
    sim_wait(Interval, "a delay to end", interval);
    return STATUS_SUCCESS;
}
