// Worker threads and the work items that they run.
#include "internal.h"

#define MOST_WORKERS 4

typedef struct work_entry {
    struct work_entry *next;
    const char *what;
    void (*routine)(void *argument);
    void *argument;
} work_entry;

struct _IO_WORKITEM {
    WORK_QUEUE_ITEM reserved; // as large as drivers may assume
    PVOID object;             // the device or driver object that is kept while the item is queued
    PIO_WORKITEM_ROUTINE routine;
    PIO_WORKITEM_ROUTINE_EX routine_ex;
    PVOID context;
    sim_identity identity;
    bool allocated; // by IoAllocateWorkItem
};

static SIM_STATE work_entry *queue;
static SIM_STATE uint32_t workers, idle_workers, outstanding;
static SIM_STATE ke_map items; // those that IoAllocateWorkItem made

// --- The queue -----------------------------------------------------------------------------------

static void run_worker(void *unused) {
    for (;;) {
        work_entry *entry = queue;

        if (!entry) {
            idle_workers++;
            sim_wait_for_work(&queue, "work items");
            idle_workers--;
            continue;
        }
        queue = entry->next;
        race_acquire(entry);
        entry->routine(entry->argument);
        sim_free(entry);
        outstanding--;
        sim_wake(&outstanding);
    }
}

void ex_queue_work(const char *what, void (*routine)(void *argument), void *argument) {
    work_entry **last = &queue;

    while (*last) last = &(*last)->next;
    *last = sim_alloc(sizeof(**last));
    **last = (work_entry){NULL, what, routine, argument};
    race_release(*last);
    outstanding++;
    if (!idle_workers && workers < MOST_WORKERS) {
        sim_thread *worker = sim_thread_create("worker", run_worker, NULL);

        worker->system = true;
        worker->process = ps_system_process();
        workers++;
    }
    sim_wake(&queue);
}

uint32_t ex_work_outstanding(void) { return outstanding; }

bool ex_work_item_queued(const void *address, size_t size) {
    for (const work_entry *entry = queue; entry; entry = entry->next) {
        const char *argument = entry->argument;

        if (argument >= (const char *)address && argument < (const char *)address + size) {
            return true;
        }
    }
    return false;
}

// --- Work items of drivers without a device ------------------------------------------------------

static void run_executive_item(void *argument) {
    PWORK_QUEUE_ITEM item = argument;
    ke_live *live = ke_live_find(item, KE_LIVE_WORK);
    PWORKER_THREAD_ROUTINE routine;
    ke_callout callout;

    if (!live) return; // freed while it was queued, which was reported
    ke_live_remove(live);
    routine = item->WorkerRoutine;
    ke_callout_begin(&callout, "work item routine");
    item->List.Flink = NULL;
    routine((PVOID)item->Parameter); // may free the item
    ke_callout_end(&callout);
}

static void check_not_queued(const void *item, WORK_QUEUE_TYPE queue_type) {
    if (!ke_live_find(item, KE_LIVE_WORK)) return;
    sim_stop(RULE_DDI, ke_subject(item), SIM_BUGCHECK(0xE4, 1, item, queue_type, 0),
             "A work item is queued that is queued already");
}

// wdm/nf-wdm-exqueueworkitem
VOID ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType) {
    SIM_CALL(ExQueueWorkItem);
    if (sim_heap_is_paged(WorkItem)) {
        sim_report(RULE_A8, ke_subject(WorkItem), SIM_BUGCHECK(0xC4, 0x131, WorkItem, 0, 0),
                   "A work item lies in paged memory");
    }
    check_not_queued(WorkItem, QueueType);
    ke_live_add(WorkItem, KE_LIVE_WORK, CALLER);
    ex_queue_work("work item", run_executive_item, WorkItem);
}

// --- Work items of devices -----------------------------------------------------------------------

static void run_io_item(void *argument) {
    PIO_WORKITEM item = argument;
    ke_live *live = ke_live_find(item, KE_LIVE_WORK);
    struct _IO_WORKITEM copy;
    ke_callout callout;

    if (!live) return;
    ke_live_remove(live);
    copy = *item; // the routine may free the item
    ke_callout_begin(&callout, "work item routine");
    if (copy.routine_ex) {
        copy.routine_ex(copy.object, copy.context, item);
    } else {
        copy.routine(copy.object, copy.context);
    }
    ke_callout_end(&callout);
    ob_dereference(copy.object);
}

static void queue_io_item(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE routine,
                          PIO_WORKITEM_ROUTINE_EX routine_ex, WORK_QUEUE_TYPE queue_type,
                          PVOID context) {
    sim_block block;

    if (sim_heap_find(item, &block) && block.freed) {
        sim_stop(RULE_DDI, block.identity, SIM_BUGCHECK(0xE4, 0, item, 0, 0),
                 "A work item is queued that was freed");
    }
    check_not_queued(item, queue_type);
    item->routine = routine;
    item->routine_ex = routine_ex;
    item->context = context;
    ob_reference(item->object);
    ke_live_add(item, KE_LIVE_WORK, NULL); // its device outlives it: no breach at unload
    sim_history(item->identity, "queued", -1);
    ex_queue_work("I/O work item", run_io_item, item);
}

static void initialize(PIO_WORKITEM item, PVOID object, bool allocated) {
    *item = (struct _IO_WORKITEM){.object = object, .allocated = allocated};
    if (!ob_is(object, &ob_device_type) && !ob_is(object, &ob_driver_type)) {
        sim_stop(RULE_DDI, 0, SIM_BUGCHECK(0xE4, 3, item, object, 0),
                 "A work item is made for %p, which is no device or driver object", object);
    }
}

// wdm/nf-wdm-ioallocateworkitem
PIO_WORKITEM IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject) {
    PIO_WORKITEM item;

    SIM_CALL(IoAllocateWorkItem);
    if (SIM_FAILS(IoAllocateWorkItem)) return NULL;
    item = sim_heap_allocate(SIM_NONPAGED, sizeof(*item), 16, 0, 0);
    initialize(item, DeviceObject, true);
    item->identity = sim_identify("work item", item);
    sim_heap_own(item, item->identity);
    sim_history(item->identity, "allocated", -1);
    ke_map_put(&items, item, item);
    return item;
}

static void check_not_in_use(PIO_WORKITEM item) {
    if (!ke_live_find(item, KE_LIVE_WORK)) return;
    sim_stop(RULE_DDI, ke_subject(item), SIM_BUGCHECK(0xE4, 2, item, item->routine, 0),
             "A work item is freed while it is queued");
}

// wdm/nf-wdm-iofreeworkitem
VOID IoFreeWorkItem(PIO_WORKITEM IoWorkItem) {
    SIM_CALL(IoFreeWorkItem);
    if (!ke_map_remove(&items, IoWorkItem)) {
        ex_pool_report_bad_free("IoFreeWorkItem", IoWorkItem);
    }
    check_not_in_use(IoWorkItem);
    sim_history(IoWorkItem->identity, "freed", -1);
    sim_heap_free(IoWorkItem);
}

// wdm/nf-wdm-ioqueueworkitem
VOID IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
                     WORK_QUEUE_TYPE QueueType, PVOID Context) {
    SIM_CALL(IoQueueWorkItem);
    queue_io_item(IoWorkItem, WorkerRoutine, NULL, QueueType, Context);
}

// wdm/nf-wdm-ioqueueworkitemex
VOID IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
                       WORK_QUEUE_TYPE QueueType, PVOID Context) {
    SIM_CALL(IoQueueWorkItemEx);
    queue_io_item(IoWorkItem, NULL, WorkerRoutine, QueueType, Context);
}

// wdm/nf-wdm-iosizeofworkitem
ULONG IoSizeofWorkItem(VOID) {
    SIM_CALL(IoSizeofWorkItem);
    return sizeof(struct _IO_WORKITEM);
}

// wdm/nf-wdm-ioinitializeworkitem
VOID IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem) {
    SIM_CALL(IoInitializeWorkItem);
    if (ke_map_get(&items, IoWorkItem)) {
        sim_report(RULE_DDI, ke_subject(IoWorkItem), SIM_NO_BUGCHECK,
                   "IoInitializeWorkItem is given an item of IoAllocateWorkItem");
    }
    initialize(IoWorkItem, IoObject, false);
}

// wdm/nf-wdm-iouninitializeworkitem
VOID IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem) {
    SIM_CALL(IoUninitializeWorkItem);
    check_not_in_use(IoWorkItem);
    IoWorkItem->object = NULL;
}

static void check_end(void) {
    for (uint32_t i = 0; i < items.capacity; i++) {
        const struct _IO_WORKITEM *item = items.slots[i].value;

        if (!items.slots[i].key) continue;
        sim_report(RULE_A14, item->identity, SIM_BUGCHECK(0xC4, 0x62, 0, 0, items.count),
                   "The driver is unloaded and did not free a work item");
    }
}

__attribute__((constructor)) static void register_check(void) { sim_at_end(check_end); }
