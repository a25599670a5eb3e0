// The life of a context: allocation, references, the last release.
#include <string.h>

#include "flt_context.h"

#define FIRST_CAPACITY 64u

SIM_STATE static flt_context **buckets;
SIM_STATE static uint32_t capacity, used;

static uint32_t bucket_of(const void *memory) {
    return (uint32_t)(((uintptr_t)memory >> 4) * 0x9E3779B1u >> 7) & (capacity - 1);
}

flt_context *flt_context_find(const void *memory) {
    if (capacity == 0) return NULL;
    flt_context *context = buckets[bucket_of(memory)];
    while (context != NULL && context->memory != memory) context = context->next;
    return context;
}

static void grow(void) {
    flt_context **old = buckets;
    uint32_t old_capacity = capacity;
    capacity = old_capacity == 0 ? FIRST_CAPACITY : old_capacity * 2;
    buckets = sim_alloc(capacity * sizeof *buckets);
    for (uint32_t i = 0; i < old_capacity; i++) {
        for (flt_context *context = old[i], *next; context != NULL; context = next) {
            next = context->next;
            flt_context **bucket = &buckets[bucket_of(context->memory)];
            context->next = *bucket;
            *bucket = context;
        }
    }
    if (old != NULL) sim_free(old);
}

// The record for a new context; that of a dead one at the same address is used again.
static flt_context *new_record(void *memory) {
    flt_context *context = flt_context_find(memory);
    if (context != NULL) {
        flt_context *next = context->next;
        memset(context, 0, sizeof *context);
        context->next = next;
    } else {
        if (used >= capacity) grow();
        used++;
        context = sim_alloc(sizeof *context);
        flt_context **bucket = &buckets[bucket_of(memory)];
        context->next = *bucket;
        *bucket = context;
    }
    context->memory = memory;
    return context;
}

static const char *routine_name(void) { return sim_routines[sim_current_routine()].name; }

flt_context *flt_context_check(const void *memory, sim_rule dead_rule, const char *verb) {
    flt_context *context = flt_context_find(memory);
    if ((context == NULL || context->dead) && flt_context_was_left_unset(memory)) {
        sim_stop(RULE_S27, 0, SIM_NO_BUGCHECK,
                 "%s was given %p: FltGet…Context had failed and left the variable as it was",
                 routine_name(), memory);
    }
    if (context == NULL) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK, "%s was given %p, which is no context",
                 routine_name(), memory);
    }
    if (context->dead) {
        if (flt_context_is_kept(context)) dead_rule = RULE_S23;
        else if (flt_context_lost_delete(context)) dead_rule = RULE_S18;
        sim_stop(dead_rule, context->identity, FLT_VERIFIER(0x6E, memory, context, 0),
                 "%s of a context that was freed: it was %s after its last release", routine_name(),
                 verb);
    }
    return context;
}

// --- References ----------------------------------------------------------------------------------

static void hold(flt_context *context, flt_origin origin) {
    if (context->held_count < FLT_HELD) {
        context->held[context->held_count].thread = (uint16_t)sim_current->index;
        context->held[context->held_count].origin = (uint8_t)origin;
    }
    if (context->held_count < UINT8_MAX) context->held_count++;
}

// A release belongs to what this thread acquired last, or else to what anybody did.
static void drop(flt_context *context) {
    if (context->held_count == 0) return;
    uint32_t known = context->held_count < FLT_HELD ? context->held_count : FLT_HELD;
    uint32_t match = known - 1;
    for (uint32_t i = known; i-- > 0;) {
        if (context->held[i].thread == sim_current->index) {
            match = i;
            break;
        }
    }
    if (context->held_count <= FLT_HELD) {
        memmove(&context->held[match], &context->held[match + 1],
                (known - 1 - match) * sizeof context->held[0]);
    }
    context->held_count--;
}

void flt_context_reference(flt_context *context, flt_origin origin, const char *verb) {
    context->references++;
    hold(context, origin);
    sim_history(context->identity, verb, context->references);
}

static void free_memory(flt_context *context) {
    void *pool = context->pool;
    PFLT_CONTEXT_FREE_CALLBACK callback = context->definition->entry.ContextFreeCallback;
    ke_memory_ends(context->memory, context->size, context->identity);
    if (callback == NULL) {
        sim_heap_free(pool);
        return;
    }
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_FREE, "context free callback");
    callout.context = context;
    callback(pool, context->type);
    flt_callout_end(&callout);
}

static void end(flt_context *context) {
    PFLT_CONTEXT_CLEANUP_CALLBACK cleanup = context->definition->entry.ContextCleanupCallback;
    PFLT_FILTER filter = context->filter;
    if (cleanup != NULL) {
        flt_callout callout;
        flt_callout_begin(&callout, FLT_CALLOUT_CLEANUP, "context cleanup callback");
        callout.context = context;
        sim_history(context->identity, "cleanup", -1);
        cleanup(context->memory, context->type);
        flt_callout_end(&callout);
    }
    free_memory(context);
    sim_history(context->identity, "freed", -1);
    context->dead = true;
    RemoveEntryList(&context->filter_links);
    if (--filter->live_contexts == 0 && filter->object.deleting) sim_wake(&flt_globals);
}

static void end_later(void *argument) {
    flt_context *context = argument;
    PFLT_FILTER filter = context->filter;
    end(context);
    if (--filter->deferred_cleanups == 0) sim_wake(&flt_globals);
}

void flt_context_release(flt_context *context, const char *verb) {
    if (context->ending) {
        bool in_cleanup = false;
        for (flt_callout *at = flt_current_callout(); at != NULL; at = at->outer) {
            in_cleanup |= at->kind == FLT_CALLOUT_CLEANUP && at->context == context;
        }
        sim_stop(in_cleanup ? RULE_R12 : RULE_S13, context->identity,
                 FLT_VERIFIER(0x6D, context->memory, context, 0),
                 in_cleanup ? "the cleanup callback releases the context that it is called for"
                            : "a context is released after its last release");
    }
    race_release(context);
    context->references--;
    sim_history(context->identity, verb, context->references);
    if (context->references > 0) return;
    race_acquire(context); // whoever released it before has done with it
    if (context->attached) {
        sim_rule rule = flt_context_lost_delete(context) ? RULE_S18 : RULE_S13;
        sim_stop(rule, context->identity, FLT_VERIFIER(0x6D, context->memory, context, 0),
                 "the %s was released more often than it was referenced: the last reference is "
                 "that of the object it is set on",
                 flt_context_name(context->type));
    }
    context->ending = true;
    if (sim_current->irql < DISPATCH_LEVEL) {
        end(context);
        return;
    }
    context->filter->deferred_cleanups++;
    ex_queue_work("cleanup of a context", end_later, context);
}

void flt_context_release_held(flt_context *context) {
    if (context->paged && sim_current->irql > APC_LEVEL) {
        sim_report(RULE_S21, context->identity,
                   SIM_BUGCHECK(0xA, context->memory, sim_current->irql, 0, 0),
                   "%s of a context in paged pool at IRQL %u", routine_name(), sim_current->irql);
    }
    drop(context);
    flt_context_release(context, "released");
}

// fltkernel/nf-fltkernel-fltreferencecontext
VOID FLTAPI FltReferenceContext(PFLT_CONTEXT Context) {
    SIM_CALL(FltReferenceContext);
    flt_context *context = flt_context_check(Context, RULE_S14, "referenced");
    if (context->ending) {
        sim_stop(RULE_S14, context->identity, FLT_VERIFIER(0x6E, Context, context, 0),
                 "a context is referenced after its last release");
    }
    flt_context_reference(context, FLT_FROM_REFERENCE, "referenced");
}

// fltkernel/nf-fltkernel-fltreleasecontext
VOID FLTAPI FltReleaseContext(PFLT_CONTEXT Context) {
    SIM_CALL(FltReleaseContext);
    flt_context *context = flt_context_check(Context, RULE_S13, "released");
    flt_context_release_held(context);
}

// --- Allocation ----------------------------------------------------------------------------------

static const char *const names[FLT_CONTEXT_KINDS] = {
    "volume context",        "instance context",    "file context",   "stream context",
    "stream handle context", "transaction context", "section context"};

int flt_context_kind(FLT_CONTEXT_TYPE type) {
    if (type == 0 || (type & (type - 1)) != 0 || (type & ~FLT_ALL_CONTEXTS) != 0) return -1;
    return __builtin_ctz(type);
}

const char *flt_context_name(FLT_CONTEXT_TYPE type) {
    int kind = flt_context_kind(type);
    return kind < 0 ? "context" : names[kind];
}

// Of the type's definitions: its allocate callback, the fixed size, a larger one where that is
// allowed, any.
static const flt_definition *choose(PFLT_FILTER filter, int kind, SIZE_T size) {
    const flt_definition *larger = NULL, *variable = NULL;
    for (const flt_definition *d = filter->definitions[kind]; d != NULL; d = d->next) {
        const FLT_CONTEXT_REGISTRATION *entry = &d->entry;
        if (entry->ContextAllocateCallback != NULL) return d;
        if (entry->Size == FLT_VARIABLE_SIZED_CONTEXTS) {
            variable = d;
        } else if (entry->Size == size) {
            return d;
        } else if (entry->Size > size &&
                   (entry->Flags & FLTFL_CONTEXT_REGISTRATION_NO_EXACT_SIZE_MATCH) != 0 &&
                   (larger == NULL || entry->Size < larger->entry.Size)) {
            larger = d;
        }
    }
    return larger != NULL ? larger : variable;
}

// What the parameters alone decide.
static NTSTATUS check_request(PFLT_FILTER filter, FLT_CONTEXT_TYPE type, SIZE_T size,
                              POOL_TYPE pool) {
    sim_identity identity = filter->object.identity;
    int kind = flt_context_kind(type);
    if (kind < 0) {
        sim_report(RULE_DDI, identity, SIM_NO_BUGCHECK,
                   "FltAllocateContext for the context type 0x%X", type);
        return STATUS_INVALID_PARAMETER;
    }
    if (size == 0) {
        sim_report(RULE_R7, identity, SIM_NO_BUGCHECK, "FltAllocateContext for a %s of size 0",
                   names[kind]);
        return STATUS_INVALID_PARAMETER;
    }
    if (size > MAXUSHORT) {
        sim_report(RULE_A5, identity, SIM_NO_BUGCHECK,
                   "FltAllocateContext for a %s of %zu bytes: 65,535 are allowed", names[kind],
                   (size_t)size);
        return STATUS_INVALID_BUFFER_SIZE;
    }
    if (pool != NonPagedPool && pool != PagedPool && pool != NonPagedPoolNx) {
        sim_report(RULE_A3, identity, SIM_NO_BUGCHECK,
                   "FltAllocateContext with the pool type %d", (int)pool);
    }
    if (type == FLT_VOLUME_CONTEXT && pool == PagedPool) {
        sim_report(RULE_A2, identity, SIM_NO_BUGCHECK,
                   "FltAllocateContext for a volume context in paged pool");
        return STATUS_INVALID_PARAMETER;
    }
    return STATUS_SUCCESS;
}

// The driver's own allocation, checked.
static void *allocate_by_callback(const flt_definition *definition, POOL_TYPE pool, SIZE_T size,
                                  FLT_CONTEXT_TYPE type, sim_identity identity) {
    SIZE_T whole = size + FLT_CONTEXT_HEADER;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_ALLOCATE, "context allocate callback");
    uint8_t *memory = definition->entry.ContextAllocateCallback(pool, whole, type);
    flt_callout_end(&callout);
    if (memory == NULL) return NULL;
    sim_block block;
    const char *wrong = NULL;
    if (((uintptr_t)memory & (MEMORY_ALLOCATION_ALIGNMENT - 1)) != 0) {
        wrong = "memory that is not aligned";
    } else if (!sim_heap_find(memory, &block) || block.freed) {
        wrong = "memory that is not allocated";
    } else if ((uint8_t *)block.address + block.size < memory + whole) {
        wrong = "less memory than it was asked for";
    } else if ((block.heap == SIM_PAGED) != (pool == PagedPool)) {
        wrong = "memory of another pool than it was asked for";
    }
    if (wrong != NULL) {
        sim_stop(RULE_R15, identity, SIM_NO_BUGCHECK, "the allocate callback returned %s", wrong);
    }
    return memory;
}

static flt_context *allocate(PFLT_FILTER filter, const flt_definition *definition,
                             FLT_CONTEXT_TYPE type, SIZE_T size, POOL_TYPE pool) {
    sim_identity identity = sim_identify(flt_context_name(type), NULL);
    const FLT_CONTEXT_REGISTRATION *entry = &definition->entry;
    uint8_t *block, *memory;
    if (entry->ContextAllocateCallback != NULL) {
        block = allocate_by_callback(definition, pool, size, type, identity);
        if (block == NULL) return NULL;
        memory = block + FLT_CONTEXT_HEADER;
    } else {
        sim_heap heap = pool == PagedPool ? SIM_PAGED : SIM_NONPAGED;
        memory = block = sim_heap_allocate(heap, size, 16, entry->PoolTag, identity);
        sim_heap_share(memory);
        bool zeroed = entry->Size == FLT_VARIABLE_SIZED_CONTEXTS && sim_windows >= WINDOWS_11;
        if (zeroed) memset(memory, 0, size);
    }
    flt_context *context = new_record(memory);
    context->pool = block;
    context->filter = filter;
    context->definition = definition;
    context->size = size;
    context->type = type;
    context->paged = pool == PagedPool;
    context->identity = identity;
    InsertTailList(&filter->contexts, &context->filter_links);
    filter->live_contexts++;
    if (sim_recording) sim_name(identity, "%p", (void *)memory);
    flt_context_reference(context, FLT_FROM_ALLOCATE, "allocated");
    return context;
}

// fltkernel/nf-fltkernel-fltallocatecontext
NTSTATUS FLTAPI FltAllocateContext(PFLT_FILTER Filter, FLT_CONTEXT_TYPE ContextType,
                                   SIZE_T ContextSize, POOL_TYPE PoolType,
                                   PFLT_CONTEXT *ReturnedContext) {
    SIM_CALL(FltAllocateContext);
    NTSTATUS status = sim_fault(ROUTINE_FltAllocateContext);
    if (status != STATUS_SUCCESS) return flt_context_failed(status);
    flt_object_check(Filter, FLT_KIND_FILTER);
    status = check_request(Filter, ContextType, ContextSize, PoolType);
    if (!NT_SUCCESS(status)) return status;
    if (Filter->object.deleting) return flt_context_failed(STATUS_FLT_DELETING_OBJECT);
    const flt_definition *definition =
        choose(Filter, flt_context_kind(ContextType), ContextSize);
    if (definition == NULL) {
        sim_report(RULE_A4, Filter->object.identity, SIM_NO_BUGCHECK,
                   "FltAllocateContext for a %s of %zu bytes: no such size was registered",
                   flt_context_name(ContextType), (size_t)ContextSize);
        return STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND;
    }
    flt_context *context = allocate(Filter, definition, ContextType, ContextSize, PoolType);
    if (context == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    *ReturnedContext = context->memory;
    return STATUS_SUCCESS;
}
