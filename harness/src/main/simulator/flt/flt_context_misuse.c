// What goes wrong later because a context routine failed, and how it is told from other mistakes.
#include "flt_context.h"

#define THREADS 64

typedef struct thread_memory {
    const void *left_unset;   // what a failed get left in the caller's variable (S27)
    const void *not_deleted;  // the list in which it found no context to delete (S18)
} thread_memory;

SIM_STATE static thread_memory threads[THREADS];

static thread_memory *of_this_thread(void) { return &threads[sim_current->index % THREADS]; }

void flt_context_left_unset(const PFLT_CONTEXT *result) { of_this_thread()->left_unset = *result; }

void flt_context_not_deleted(const void *list) { of_this_thread()->not_deleted = list; }

bool flt_context_was_left_unset(const void *memory) {
    return memory != NULL && of_this_thread()->left_unset == memory;
}

bool flt_context_lost_delete(const flt_context *context) {
    if (context->deleted_from == NULL) return false;
    for (uint32_t i = 0; i < THREADS; i++) {
        if (threads[i].not_deleted == context->deleted_from) return true;
    }
    return false;
}

NTSTATUS flt_context_failed(NTSTATUS status) {
    flt_callout *callout = flt_operation_callout();
    if (callout == NULL) return status;
    if (status == STATUS_NOT_SUPPORTED) callout->degraded = RULE_S7;
    if (status == STATUS_FLT_DELETING_OBJECT) {
        callout->degraded = sim_current_routine() == ROUTINE_FltAllocateContext ? RULE_A6 : RULE_S8;
    }
    return status;
}

void flt_check_degraded(const flt_callout *callout, NTSTATUS before, NTSTATUS after) {
    if (sim_fails_operations || callout->degraded == SIM_NO_RULE) return;
    if (!NT_SUCCESS(before) || NT_SUCCESS(after)) return;
    sim_report(callout->degraded, callout->stage->instance->object.identity, SIM_NO_BUGCHECK,
               "an operation is failed with 0x%08X because a context %s", (uint32_t)after,
               callout->degraded == RULE_S7 ? "is not supported there"
                                            : "could not be had while the instance is torn down");
}

// Whether the memory of a live context of the same filter holds the address (S23).
bool flt_context_is_kept(const flt_context *dead) {
    const LIST_ENTRY *head = &dead->filter->contexts;
    for (LIST_ENTRY *at = head->Flink; at != head; at = at->Flink) {
        const flt_context *context = CONTAINING_RECORD(at, flt_context, filter_links);
        if (context == dead || context->ending || (context->paged &&
                                                   sim_current->irql > APC_LEVEL)) {
            continue;
        }
        const uintptr_t *words = context->memory;
        for (size_t i = 0; i < context->size / sizeof *words; i++) {
            if (words[i] == (uintptr_t)dead->memory) return true;
        }
    }
    return false;
}

// --- Wrong frees ---------------------------------------------------------------------------------

// A cleanup or free callback frees memory that is not what it was to free.
static void bad_free(const char *routine, const void *address) {
    const flt_callout *callout = flt_current_callout();
    const flt_context *context = callout != NULL ? callout->context : NULL;
    if (context == NULL) return;
    // What nobody has set yet: NULL, or what new memory is filled with.
    bool unset = address == NULL || (uintptr_t)address == 0xCDCDCDCDCDCDCDCDu;
    if (callout->kind == FLT_CALLOUT_CLEANUP && unset) {
        sim_stop(RULE_R13, context->identity, SIM_BUGCHECK(0xC2, 0x42, address, 0, 0),
                 "the cleanup callback frees %p with %s: the context was only partly set up",
                 address, routine);
    }
    if (callout->kind == FLT_CALLOUT_CLEANUP && address == context->memory) {
        sim_stop(RULE_R12, context->identity, SIM_BUGCHECK(0xC2, 0x07, 0, 0, address),
                 "the cleanup callback frees the context that it is called for with %s", routine);
    }
    if (callout->kind == FLT_CALLOUT_FREE && address == context->memory) {
        sim_stop(RULE_R16, context->identity, SIM_BUGCHECK(0xC2, 0x07, 0, 0, address),
                 "the free callback frees the minifilter's part of the context with %s, not what "
                 "the allocate callback returned",
                 routine);
    }
}

// --- Use after the end ---------------------------------------------------------------------------

static sim_rule (*other_freed_rule)(const sim_block *block);

static sim_rule freed_rule(const sim_block *block) {
    const flt_context *context = flt_context_find(block->address);
    if (context != NULL && context->identity == block->identity) {
        return flt_context_is_kept(context) ? RULE_S23 : RULE_S12;
    }
    return other_freed_rule != NULL ? other_freed_rule(block) : RULE_MEMORY;
}

__attribute__((constructor)) static void hook(void) {
    other_freed_rule = sim_heap_freed_rule;
    sim_heap_freed_rule = freed_rule;
    ex_pool_bad_free = bad_free;
}
