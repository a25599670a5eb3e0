// What goes wrong later because a context routine failed, and how it is told from other mistakes.
#include "flt_context.h"

#define THREADS 64

typedef struct thread_memory {
    const void *left_unset;   // what a failed get left in the caller's variable (S27)
    const void *not_deleted;  // the object on which it found no context to delete (S18)
} thread_memory;

SIM_STATE static thread_memory threads[THREADS];

static thread_memory *of_this_thread(void) { return &threads[sim_current->index % THREADS]; }

void flt_context_left_unset(const PFLT_CONTEXT *result) { of_this_thread()->left_unset = *result; }

void flt_context_not_deleted(const void *object) { of_this_thread()->not_deleted = object; }

bool flt_context_was_left_unset(const void *memory) {
    return memory != NULL && of_this_thread()->left_unset == memory;
}

bool flt_context_lost_delete(const flt_context *context) {
    if (!context->deleted || context->object == NULL) return false;
    for (uint32_t i = 0; i < THREADS; i++) {
        if (threads[i].not_deleted == context->object) return true;
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
    if (callout->degraded == SIM_NO_RULE || !NT_SUCCESS(before) || NT_SUCCESS(after)) return;
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
        if (context == dead || context->ending || (context->paged && sim_current->irql > APC_LEVEL)) {
            continue;
        }
        const uintptr_t *words = context->memory;
        for (size_t i = 0; i < context->size / sizeof *words; i++) {
            if (words[i] == (uintptr_t)dead->memory) return true;
        }
    }
    return false;
}
