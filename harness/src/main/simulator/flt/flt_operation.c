// The record of an operation and the callback data that drivers see of it.
#include <string.h>

#include "flt_internal.h"

SIM_STATE static flt_operation *free_operations;

static flt_operation *take_record(void) {
    flt_operation *operation = free_operations;
    if (operation == NULL) return sim_alloc(sizeof *operation);
    free_operations = operation->next_free;
    // The stages are set up one by one.
    memset(operation, 0, offsetof(flt_operation, stages));
    return operation;
}

static void add_stage(flt_operation *operation, PFLT_INSTANCE instance) {
    flt_stage *stage = &operation->stages[operation->count++];
    stage->operation = operation;
    stage->instance = instance;
    stage->post = NULL;
    stage->context = NULL;
    stage->state = FLT_STAGE_UNSEEN;
    stage->synchronized = stage->resumed = stage->post_resumed = false;
}

// Those instances that have callbacks for it, from the top or from below one.
static void add_stages(flt_operation *operation, PFLT_VOLUME volume, PFLT_INSTANCE below) {
    LIST_ENTRY *head = &volume->instances;
    LIST_ENTRY *at = head->Flink;
    if (below != NULL && below->state != FLT_INSTANCE_DETACHED) at = below->volume_links.Flink;
    for (; at != head && operation->count < FLT_STAGES; at = at->Flink) {
        PFLT_INSTANCE instance = CONTAINING_RECORD(at, struct _FLT_INSTANCE, volume_links);
        if (instance->state == FLT_INSTANCE_ATTACHED &&
            instance->filter->operations[operation->major].registered) {
            add_stage(operation, instance);
        }
    }
}

static void relate(flt_operation *operation, uint32_t index) {
    PFLT_INSTANCE instance = operation->stages[index].instance;
    FLT_RELATED_OBJECTS related = {
        .Size = sizeof related,
        .Filter = instance->filter,
        .Volume = instance->volume,
        .Instance = instance,
        .FileObject = operation->data->Iopb->TargetFileObject,
        .Transaction = operation->transaction,
    };
    memcpy(&operation->related[index], &related, sizeof related);
}

flt_operation *flt_operation_create(PFLT_VOLUME volume, PFLT_INSTANCE below, UCHAR major,
                                    PFILE_OBJECT file, FLT_CALLBACK_DATA_FLAGS kind) {
    flt_operation *operation = take_record();
    operation->major = flt_major_index(major);
    operation->volume = volume;
    operation->file = file;
    operation->transaction = file != NULL ? io_transaction_of_file(file) : NULL;
    operation->references = 1;
    add_stages(operation, volume, below);
    size_t size = sizeof(flt_data_block) + FLT_STAGES * sizeof(FLT_RELATED_OBJECTS);
    flt_data_block *block = sim_heap_allocate(SIM_NONPAGED, size, 16, FLT_DATA_TAG, 0);
    memset(block, 0, sizeof *block);
    block->operation = operation;
    FLT_SET_CONST(block->data.Iopb, &block->iopb);
    FLT_SET_CONST(block->data.Thread, (PETHREAD)sim_current);
    block->data.Flags = kind;
    block->data.IoStatus.Status = FLT_STATUS_NOT_SET;
    block->iopb.MajorFunction = major;
    block->iopb.TargetFileObject = file;
    operation->data = &block->data;
    operation->related = block->related;
    for (uint32_t i = 0; i < operation->count; i++) relate(operation, i);
    return operation;
}

void flt_operation_retarget(flt_operation *operation, PFLT_INSTANCE target) {
    operation->volume = target->volume;
    operation->count = operation->position;
    uint32_t first = operation->count;
    add_stages(operation, target->volume, target);
    for (uint32_t i = first; i < operation->count; i++) relate(operation, i);
}

void flt_operation_set_file(flt_operation *operation, PFILE_OBJECT file) {
    operation->file = file;
    for (uint32_t i = operation->position; i < operation->count; i++) relate(operation, i);
}

void flt_operation_release(flt_operation *operation) {
    if (--operation->references > 0) return;
    if (operation->extension != NULL) flt_forget_status_requests(operation);
    sim_heap_free(CONTAINING_RECORD(operation->data, flt_data_block, data));
    operation->data = NULL;
    operation->next_free = free_operations;
    free_operations = operation;
}

static flt_data_block *block_of(PFLT_CALLBACK_DATA data) {
    flt_data_block *block = CONTAINING_RECORD(data, flt_data_block, data);
    sim_block found;
    bool valid = data != NULL && sim_heap_find(block, &found) && found.address == (void *)block &&
                 found.tag == FLT_DATA_TAG;
    if (!valid || found.freed) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK, "%s was given callback data %p %s",
                 sim_routines[sim_current_routine()].name, (void *)data,
                 valid ? "of an operation that has ended" : "that is none");
    }
    return block;
}

flt_operation *flt_operation_of(PFLT_CALLBACK_DATA data) { return block_of(data)->operation; }

bool flt_is_draining_copy(PFLT_CALLBACK_DATA data) { return block_of(data)->draining_copy; }

flt_stage *flt_stage_of(flt_operation *operation, PFLT_INSTANCE instance) {
    for (uint32_t i = 0; i < operation->count; i++) {
        if (operation->stages[i].instance == instance) return &operation->stages[i];
    }
    return NULL;
}

flt_stage *flt_stage_in_charge(flt_operation *operation) {
    for (uint32_t i = 0; i < operation->count; i++) {
        switch (operation->stages[i].state) {
        case FLT_STAGE_PRE:
        case FLT_STAGE_PRE_PENDED:
        case FLT_STAGE_POST:
        case FLT_STAGE_POST_PENDED: return &operation->stages[i];
        default: break;
        }
    }
    return NULL;
}

// --- Own files -----------------------------------------------------------------------------------

typedef struct target {
    struct target *next;
    PFILE_OBJECT file;
    PFLT_INSTANCE instance;
} target;

SIM_STATE static target *targets;

void flt_target_creates(PFLT_INSTANCE below) { sim_current->reserved[2] = (uintptr_t)below; }

PFLT_INSTANCE flt_target_of(PFILE_OBJECT file) {
    for (target *at = targets; at != NULL; at = at->next) {
        if (at->file == file) return at->instance;
    }
    return NULL;
}

void flt_set_target(PFILE_OBJECT file, PFLT_INSTANCE below) {
    target **at = &targets;
    while (*at != NULL && (*at)->file != file) at = &(*at)->next;
    if (*at != NULL) {
        target *old = *at;
        *at = old->next;
        sim_free(old);
    }
    if (below == NULL) return;
    target *new = sim_alloc(sizeof *new);
    *new = (target){targets, file, below};
    targets = new;
}
