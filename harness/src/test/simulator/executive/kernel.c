// Cases of the executive: pool, locks, dispatcher objects, objects, threads.
#include <ntifs.h>

#include "cases.h"

#define TAG 'tinU'

DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath) {
    return STATUS_SUCCESS;
}

static void start(HANDLE *handle, PKSTART_ROUTINE routine, PVOID context) {
    OBJECT_ATTRIBUTES attributes;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    PsCreateSystemThread(handle, THREAD_ALL_ACCESS, &attributes, NULL, NULL, routine, context);
}

static void join(HANDLE handle) {
    PVOID thread;

    if (!NT_SUCCESS(ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode,
                                              &thread, NULL))) {
        return;
    }
    KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(thread);
    ZwClose(handle);
}

// --- Pool ----------------------------------------------------------------------------------------

static void pool_clean(void) {
    char *block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 100, TAG);
    char *old = ExAllocatePoolWithTag(NonPagedPoolNx, 100, TAG);

    NT_ASSERT(block[99] == 0 && old[99] == (char)0xCD);
    ExFreePoolWithTag(block, TAG);
    ExFreePool(old);
}

static void pool_leak(void) { ExAllocatePool2(POOL_FLAG_PAGED, 100, TAG); }

static void pool_not_zero(void) {
    LIST_ENTRY *list = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*list), TAG);

    list->Flink->Blink = list;
}

static void pool_type_as_flags(void) { ExAllocatePool2(PagedPool, 100, TAG); }

static void pool_nx_type_as_flags(void) { ExAllocatePool2(NonPagedPoolNx, 100, TAG); }

static void pool_no_tag(void) { ExAllocatePool2(POOL_FLAG_PAGED, 100, 0); }

static void pool_flags_as_type(void) {
    PVOID block = ExAllocatePoolWithTag((POOL_TYPE)POOL_FLAG_NON_PAGED, 100, TAG);

    ExFreePoolWithTag(block, TAG);
}

static void pool_executable(void) {
    ExFreePoolWithTag(ExAllocatePoolWithTag(NonPagedPool, 100, TAG), TAG);
}

static void pool_paged_at_dispatch(void) {
    KIRQL irql;
    PVOID block;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    block = ExAllocatePoolWithTag(PagedPool, 100, TAG);
    KeLowerIrql(irql);
    ExFreePoolWithTag(block, TAG);
}

static void pool_double_free(void) {
    PVOID block = ExAllocatePool2(POOL_FLAG_PAGED, 100, TAG);

    ExFreePoolWithTag(block, TAG);
    ExFreePoolWithTag(block, TAG);
}

static void pool_wrong_tag(void) {
    ExFreePoolWithTag(ExAllocatePool2(POOL_FLAG_PAGED, 100, TAG), 'rehO');
}

static void pool_inside(void) {
    ExFreePool((char *)ExAllocatePool2(POOL_FLAG_PAGED, 100, TAG) + 16);
}

static void pool_foreign(void) { ExFreePool(PsGetCurrentThread()); }

static void pool_raises(void) {
    volatile int caught = 0;

    __try {
        ExAllocatePool2(POOL_FLAG_RAISE_ON_FAILURE | POOL_FLAG_PAGED, 0, TAG);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        caught = GetExceptionCode() == STATUS_INSUFFICIENT_RESOURCES;
    }
    NT_ASSERT(caught);
}

static void pool_with_resource(void) {
    PERESOURCE resource = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(ERESOURCE), TAG);

    ExInitializeResourceLite(resource);
    ExFreePoolWithTag(resource, TAG);
}

static void pool_with_held_mutex(void) {
    PFAST_MUTEX mutex = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(FAST_MUTEX), TAG);

    ExInitializeFastMutex(mutex);
    ExAcquireFastMutex(mutex);
    ExFreePoolWithTag(mutex, TAG);
    KeLowerIrql(PASSIVE_LEVEL);
}

static void pool_with_timer(void) {
    PKTIMER timer = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(KTIMER), TAG);
    LARGE_INTEGER due = {.QuadPart = -10000};

    KeInitializeTimer(timer);
    KeSetTimer(timer, due, NULL);
    ExFreePoolWithTag(timer, TAG);
}

static void resource_in_paged_pool(void) {
    PERESOURCE resource = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(ERESOURCE), TAG);

    ExInitializeResourceLite(resource);
    ExDeleteResourceLite(resource);
    ExFreePoolWithTag(resource, TAG);
}

static void lookaside_clean(void) {
    static NPAGED_LOOKASIDE_LIST list;
    PVOID entry;

    ExInitializeNPagedLookasideList(&list, NULL, NULL, POOL_NX_ALLOCATION, 64, TAG, 0);
    entry = ExAllocateFromNPagedLookasideList(&list);
    ExFreeToNPagedLookasideList(&list, entry);
    ExDeleteNPagedLookasideList(&list);
}

static void lookaside_not_deleted(void) {
    static NPAGED_LOOKASIDE_LIST list;

    ExInitializeNPagedLookasideList(&list, NULL, NULL, POOL_NX_ALLOCATION, 64, TAG, 0);
}

// --- Resources -----------------------------------------------------------------------------------

static ERESOURCE first, second;

static void resources_begin(void) {
    ExInitializeResourceLite(&first);
    ExInitializeResourceLite(&second);
    KeEnterCriticalRegion();
}

static void resources_end(void) {
    KeLeaveCriticalRegion();
    ExDeleteResourceLite(&first);
    ExDeleteResourceLite(&second);
}

static void resource_clean(void) {
    resources_begin();
    ExAcquireResourceExclusiveLite(&first, TRUE);
    ExAcquireResourceSharedLite(&first, TRUE);
    NT_ASSERT(ExIsResourceAcquiredExclusiveLite(&first));
    NT_ASSERT(ExIsResourceAcquiredSharedLite(&first) == 2);
    ExReleaseResourceLite(&first);
    ExConvertExclusiveToSharedLite(&first);
    NT_ASSERT(!ExIsResourceAcquiredExclusiveLite(&first) && ExIsResourceAcquiredSharedLite(&first));
    ExReleaseResourceLite(&first);
    resources_end();
}

static void resource_without_region(void) {
    ExInitializeResourceLite(&first);
    ExAcquireResourceExclusiveLite(&first, TRUE);
    KeEnterCriticalRegion();
    ExReleaseResourceLite(&first);
    KeLeaveCriticalRegion();
    ExDeleteResourceLite(&first);
}

static void resource_upgrade(void) {
    resources_begin();
    ExAcquireResourceSharedLite(&first, TRUE);
    ExAcquireResourceExclusiveLite(&first, TRUE);
}

static void resource_not_owned(void) {
    resources_begin();
    ExReleaseResourceLite(&first);
}

static void lock_order_broken(void) {
    resources_begin();
    ExAcquireResourceExclusiveLite(&first, TRUE);
    ExAcquireResourceExclusiveLite(&second, TRUE);
    ExReleaseResourceLite(&second);
    ExReleaseResourceLite(&first);
    ExAcquireResourceExclusiveLite(&second, TRUE);
    ExAcquireResourceExclusiveLite(&first, TRUE);
    ExReleaseResourceLite(&first);
    ExReleaseResourceLite(&second);
    resources_end();
}

// --- Other locks ---------------------------------------------------------------------------------

static void fast_mutex_twice(void) {
    FAST_MUTEX mutex;

    ExInitializeFastMutex(&mutex);
    ExAcquireFastMutex(&mutex);
    ExAcquireFastMutex(&mutex);
}

static void push_lock_twice(void) {
    EX_PUSH_LOCK lock;

    ExInitializePushLock(&lock);
    KeEnterCriticalRegion();
    ExAcquirePushLockShared(&lock);
    ExAcquirePushLockShared(&lock);
    ExReleasePushLockShared(&lock);
    ExReleasePushLockShared(&lock);
    KeLeaveCriticalRegion();
}

static void spin_lock_clean(void) {
    KSPIN_LOCK lock;
    KLOCK_QUEUE_HANDLE handle;
    KIRQL irql;

    KeInitializeSpinLock(&lock);
    KeAcquireSpinLock(&lock, &irql);
    NT_ASSERT(irql == PASSIVE_LEVEL && KeGetCurrentIrql() == DISPATCH_LEVEL);
    KeReleaseSpinLock(&lock, irql);
    KeAcquireInStackQueuedSpinLock(&lock, &handle);
    KeReleaseInStackQueuedSpinLock(&handle);
    NT_ASSERT(KeGetCurrentIrql() == PASSIVE_LEVEL);
}

static void spin_lock_double_release(void) {
    KSPIN_LOCK lock;
    KIRQL irql;

    KeInitializeSpinLock(&lock);
    KeAcquireSpinLock(&lock, &irql);
    KeReleaseSpinLockFromDpcLevel(&lock);
    KeReleaseSpinLock(&lock, irql);
}

static void paged_code_at_dispatch(void) {
    KIRQL irql;

    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    PAGED_CODE();
    KeLowerIrql(irql);
}

static void wait_at_dispatch(void) {
    KEVENT event;
    KIRQL irql;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
}

// --- Waiting and threads -------------------------------------------------------------------------

static KEVENT event;
static FAST_MUTEX guard;
static int counter;

static void set_event(PVOID context) {
    KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static void threads_clean(void) {
    LARGE_INTEGER timeout = {.QuadPart = -10000};
    HANDLE thread;

    KeInitializeEvent(&event, SynchronizationEvent, FALSE);
    NT_ASSERT(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &timeout) ==
              STATUS_TIMEOUT);
    start(&thread, set_event, NULL);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    NT_ASSERT(KeReadStateEvent(&event) == 0);
    join(thread);
}

static void count_guarded(PVOID context) {
    int seen;

    ExAcquireFastMutex(&guard);
    seen = counter;
    KeMemoryBarrier();
    counter = seen + 1;
    ExReleaseFastMutex(&guard);
}

static void count_unguarded(PVOID context) {
    int seen = counter;

    KeMemoryBarrier();
    counter = seen + 1;
}

static void count_in(PKSTART_ROUTINE routine) {
    HANDLE threads[2];

    counter = 0;
    ExInitializeFastMutex(&guard);
    start(&threads[0], routine, NULL);
    start(&threads[1], routine, NULL);
    join(threads[0]);
    join(threads[1]);
    NT_ASSERT(counter == 2);
}

static void race_guarded(void) { count_in(count_guarded); }
static void race_unguarded(void) { count_in(count_unguarded); }

static void take_first_then_second(PVOID context) {
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&first, TRUE);
    ExAcquireResourceExclusiveLite(&second, TRUE);
    ExReleaseResourceLite(&second);
    ExReleaseResourceLite(&first);
    KeLeaveCriticalRegion();
}

static void resources_in_two_threads(void) {
    HANDLE threads[2];

    ExInitializeResourceLite(&first);
    ExInitializeResourceLite(&second);
    start(&threads[0], take_first_then_second, NULL);
    start(&threads[1], take_first_then_second, NULL);
    join(threads[0]);
    join(threads[1]);
    ExDeleteResourceLite(&first);
    ExDeleteResourceLite(&second);
}

static void take_guard(PVOID context) { ExAcquireFastMutex(&guard); }

static void thread_ends_with_lock(void) {
    HANDLE thread;

    ExInitializeFastMutex(&guard);
    start(&thread, take_guard, NULL);
    join(thread);
}

static void wait_for_event(PVOID context) {
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
}

static void thread_not_ended(void) {
    HANDLE thread;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    start(&thread, wait_for_event, NULL);
    ZwClose(thread);
}

static EX_RUNDOWN_REF rundown;

static void release_rundown(PVOID context) { ExReleaseRundownProtection(&rundown); }

static void rundown_waits(void) {
    HANDLE thread;

    ExInitializeRundownProtection(&rundown);
    NT_ASSERT(ExAcquireRundownProtection(&rundown));
    start(&thread, release_rundown, NULL);
    ExWaitForRundownProtectionRelease(&rundown);
    NT_ASSERT(!ExAcquireRundownProtection(&rundown));
    join(thread);
}

static void rundown_never_released(void) {
    ExInitializeRundownProtection(&rundown);
    ExAcquireRundownProtection(&rundown);
    ExWaitForRundownProtectionRelease(&rundown);
}

static VOID on_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2) {
    NT_ASSERT(KeGetCurrentIrql() == DISPATCH_LEVEL);
    KeSetEvent(context, IO_NO_INCREMENT, FALSE);
}

static void timer_fires(void) {
    static KTIMER timer;
    static KDPC dpc;
    LARGE_INTEGER due = {.QuadPart = -10000};
    PVOID objects[2] = {&timer, &event};

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    KeInitializeTimer(&timer);
    KeInitializeDpc(&dpc, on_dpc, &event);
    KeSetTimer(&timer, due, &dpc);
    KeWaitForMultipleObjects(2, objects, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
    NT_ASSERT(KeReadStateTimer(&timer));
}

static void run_item(PVOID parameter) {
    ExFreePoolWithTag(parameter, TAG);
    KeSetEvent(&event, IO_NO_INCREMENT, FALSE);
}

static void work_item_runs(void) {
    PWORK_QUEUE_ITEM item = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*item), TAG);

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    ExInitializeWorkItem(item, run_item, item);
    ExQueueWorkItem(item, DelayedWorkQueue);
    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
}

// --- Objects -------------------------------------------------------------------------------------

static void object_reference_leak(void) { ObReferenceObject(PsGetCurrentThread()); }

static void object_over_dereference(void) {
    PEPROCESS process;

    PsLookupProcessByProcessId((HANDLE)4, &process);
    for (;;) ObDereferenceObject(process);
}

static void handle_leak(void) {
    HANDLE handle;

    ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE);
}

static void handle_closed_twice(void) {
    HANDLE handle;

    ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE);
    ZwClose(handle);
    ZwClose(handle);
}

static void section_maps(void) {
    LARGE_INTEGER size = {.QuadPart = 8192};
    SIZE_T view = 0;
    PVOID base = NULL;
    HANDLE section;

    NT_ASSERT(NT_SUCCESS(ZwCreateSection(&section, SECTION_ALL_ACCESS, NULL, &size, PAGE_READWRITE,
                                         SEC_COMMIT, NULL)));
    NT_ASSERT(NT_SUCCESS(ZwMapViewOfSection(section, ZwCurrentProcess(), &base, 0, 0, NULL, &view,
                                            ViewUnmap, 0, PAGE_READWRITE)));
    NT_ASSERT(view == 8192 && ((char *)base)[8191] == 0);
    NT_ASSERT(NT_SUCCESS(ZwUnmapViewOfSection(ZwCurrentProcess(), base)));
    ZwClose(section);
}

static void finally_runs(void) {
    volatile int order = 0;

    __try {
        __try {
            ExRaiseStatus(STATUS_ACCESS_DENIED);
        } __finally {
            order = order * 10 + 1;
        }
    } __except (GetExceptionCode() == STATUS_ACCESS_DENIED ? EXCEPTION_EXECUTE_HANDLER
                                                           : EXCEPTION_CONTINUE_SEARCH) {
        order = order * 10 + 2;
    }
    __try {
        __leave;
    } __finally {
        order = order * 10 + 3;
    }
    NT_ASSERT(order == 123);
}

static void exception_not_handled(void) { ExRaiseStatus(STATUS_ACCESS_DENIED); }

static void routine_by_name(void) {
    UNICODE_STRING there = RTL_CONSTANT_STRING(L"ExAllocatePool2");
    UNICODE_STRING gone = RTL_CONSTANT_STRING(L"ExNoSuchRoutine");

    NT_ASSERT(MmGetSystemRoutineAddress(&there) == (PVOID)ExAllocatePool2);
    NT_ASSERT(MmGetSystemRoutineAddress(&gone) == NULL);
}

#define CASE(name, rule) {#name, rule, 0, name}

const executive_case executive_cases[] = {
    CASE(pool_clean, NULL),
    CASE(pool_leak, "A14"),
    CASE(pool_not_zero, "A7"),
    CASE(pool_type_as_flags, "A11"),
    CASE(pool_nx_type_as_flags, "A11"),
    CASE(pool_no_tag, "A11"),
    CASE(pool_flags_as_type, "A3"),
    CASE(pool_executable, "A12"),
    CASE(pool_paged_at_dispatch, "A13"),
    CASE(pool_double_free, "pool"),
    CASE(pool_wrong_tag, "pool"),
    CASE(pool_inside, "pool"),
    CASE(pool_foreign, "pool"),
    CASE(pool_raises, "pool"),
    CASE(pool_with_resource, "A9"),
    CASE(pool_with_held_mutex, "A9"),
    CASE(pool_with_timer, "A9"),
    CASE(resource_in_paged_pool, "A8"),
    CASE(lookaside_clean, NULL),
    CASE(lookaside_not_deleted, "A9"),
    CASE(resource_clean, NULL),
    CASE(resource_without_region, "L10"),
    CASE(resource_upgrade, "L11"),
    CASE(resource_not_owned, "lock"),
    CASE(lock_order_broken, "L11"),
    CASE(fast_mutex_twice, "L12"),
    CASE(push_lock_twice, "L13"),
    CASE(spin_lock_clean, NULL),
    CASE(spin_lock_double_release, "lock"),
    CASE(paged_code_at_dispatch, "L21"),
    CASE(wait_at_dispatch, "irql"),
    CASE(threads_clean, NULL),
    {"race_guarded", NULL, 2, race_guarded},
    {"race_unguarded", "assertion", 2, race_unguarded},
    {"resources_in_two_threads", NULL, 2, resources_in_two_threads},
    CASE(thread_ends_with_lock, "lock"),
    CASE(thread_not_ended, "L18"),
    CASE(rundown_waits, NULL),
    CASE(rundown_never_released, "deadlock"),
    CASE(timer_fires, NULL),
    CASE(work_item_runs, NULL),
    CASE(object_reference_leak, "object"),
    CASE(object_over_dereference, "object"),
    CASE(handle_leak, "object"),
    CASE(handle_closed_twice, "object"),
    CASE(section_maps, NULL),
    CASE(finally_runs, NULL),
    CASE(exception_not_handled, "bugcheck"),
    CASE(routine_by_name, NULL),
    {NULL, NULL, 0, NULL},
};
