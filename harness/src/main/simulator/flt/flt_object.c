// The Filter Manager's global state, what filters, instances, volumes and ports have in common, and
// the one place from which drivers are called.
#include "flt.h"

SIM_STATE flt_state flt_globals;

static const char *const kinds[] = {"", "filter", "instance", "volume", "port"};

flt_object *flt_object_check(const void *pointer, flt_kind kind) {
    flt_object *object = (flt_object *)pointer;
    sim_block block;
    bool valid = pointer != NULL && sim_heap_find(pointer, &block) && block.heap == SIM_INTERNAL &&
                 !block.freed && block.address == pointer && object->magic == FLT_MAGIC;
    if (!valid || (kind != 0 && object->kind != kind)) {
        sim_stop(RULE_DDI, valid ? object->identity : 0, SIM_NO_BUGCHECK,
                 "%s was given %p, which is no %s",
                 sim_routines[sim_current_routine()].name, pointer,
                 kind != 0 ? kinds[kind] : "object of the Filter Manager");
    }
    if (object->gone) {
        sim_stop(RULE_DDI, object->identity, SIM_NO_BUGCHECK, "%s was given a %s that is gone",
                 sim_routines[sim_current_routine()].name, kinds[object->kind]);
    }
    return object;
}

bool flt_reference_for(void *pointer, const char *verb) {
    flt_object *object = pointer;
    if (object->deleting) return false;
    object->references++;
    sim_history(object->identity, verb, object->references);
    return true;
}

void flt_dereference_for(void *pointer, const char *verb) {
    flt_object *object = pointer;
    object->references--;
    sim_history(object->identity, verb, object->references);
    if (object->references == 0 && object->deleting) sim_wake(&flt_globals);
}

bool flt_reference(void *object) { return flt_reference_for(object, "referenced"); }

void flt_dereference(void *object) { flt_dereference_for(object, "dereferenced"); }

// fltkernel/nf-fltkernel-fltobjectreference
NTSTATUS FLTAPI FltObjectReference(PVOID FltObject) {
    SIM_CALL(FltObjectReference);
    SIM_FAULT(FltObjectReference);
    flt_object_check(FltObject, 0);
    return flt_reference(FltObject) ? STATUS_SUCCESS : STATUS_FLT_DELETING_OBJECT;
}

// fltkernel/nf-fltkernel-fltobjectdereference
VOID FLTAPI FltObjectDereference(PVOID FltObject) {
    SIM_CALL(FltObjectDereference);
    flt_object *object = flt_object_check(FltObject, 0);
    if (object->references == 0) {
        sim_stop(RULE_OBJECT, object->identity, SIM_NO_BUGCHECK,
                 "FltObjectDereference of a %s that has no reference left", kinds[object->kind]);
    }
    flt_dereference(object);
}

// --- Callouts ------------------------------------------------------------------------------------

// Which member of the thread holds the innermost callout.
static flt_callout **innermost(void) { return (flt_callout **)&sim_current->reserved[1]; }

flt_callout *flt_current_callout(void) { return *innermost(); }

flt_callout *flt_operation_callout(void) {
    flt_callout *callout = *innermost();
    bool is_operation = callout != NULL && (callout->kind == FLT_CALLOUT_PRE ||
                                            callout->kind == FLT_CALLOUT_POST);
    return is_operation ? callout : NULL;
}

// Callbacks that come before or after all others of what they are about.
static bool is_apart(flt_callout_kind kind) {
    return kind == FLT_CALLOUT_OTHER || kind == FLT_CALLOUT_INSTANCE || kind == FLT_CALLOUT_PORT ||
           kind == FLT_CALLOUT_TRANSACTION;
}

void flt_callout_begin(flt_callout *callout, flt_callout_kind kind, const char *name) {
    callout->outer = *innermost();
    callout->kind = kind;
    callout->stage = NULL;
    callout->flags = 0;
    callout->context = NULL;
    callout->degraded = SIM_NO_RULE;
    *innermost() = callout;
    ke_callout_begin(&callout->checks, name);
    if (is_apart(kind)) race_acquire(&race_ended);
    bool is_operation = kind == FLT_CALLOUT_PRE || kind == FLT_CALLOUT_POST;
    if (sim_recording && !is_operation) sim_trace("%s", name);
}

void flt_callout_end(flt_callout *callout) {
    if (is_apart(callout->kind)) race_release(&race_known);
    ke_callout_end(&callout->checks);
    *innermost() = callout->outer;
}

// --- Major functions -----------------------------------------------------------------------------

#define FIRST_NEGATIVE (IRP_MJ_MAXIMUM_FUNCTION + 1)

uint32_t flt_major_index(UCHAR major) {
    if (major <= IRP_MJ_MAXIMUM_FUNCTION) return major;
    uint32_t index = FIRST_NEGATIVE + (uint32_t)(0xFF - major);
    return index < FLT_MAJORS ? index : FLT_MAJORS - 1;
}

#define NAMED(major) [major] = #major
#define NEGATIVE(major) [FIRST_NEGATIVE + (0xFF - major)] = #major

static const char *const major_names[FLT_MAJORS] = {
    NAMED(IRP_MJ_CREATE),
    NAMED(IRP_MJ_CREATE_NAMED_PIPE),
    NAMED(IRP_MJ_CLOSE),
    NAMED(IRP_MJ_READ),
    NAMED(IRP_MJ_WRITE),
    NAMED(IRP_MJ_QUERY_INFORMATION),
    NAMED(IRP_MJ_SET_INFORMATION),
    NAMED(IRP_MJ_QUERY_EA),
    NAMED(IRP_MJ_SET_EA),
    NAMED(IRP_MJ_FLUSH_BUFFERS),
    NAMED(IRP_MJ_QUERY_VOLUME_INFORMATION),
    NAMED(IRP_MJ_SET_VOLUME_INFORMATION),
    NAMED(IRP_MJ_DIRECTORY_CONTROL),
    NAMED(IRP_MJ_FILE_SYSTEM_CONTROL),
    NAMED(IRP_MJ_DEVICE_CONTROL),
    NAMED(IRP_MJ_INTERNAL_DEVICE_CONTROL),
    NAMED(IRP_MJ_SHUTDOWN),
    NAMED(IRP_MJ_LOCK_CONTROL),
    NAMED(IRP_MJ_CLEANUP),
    NAMED(IRP_MJ_CREATE_MAILSLOT),
    NAMED(IRP_MJ_QUERY_SECURITY),
    NAMED(IRP_MJ_SET_SECURITY),
    NAMED(IRP_MJ_POWER),
    NAMED(IRP_MJ_SYSTEM_CONTROL),
    NAMED(IRP_MJ_DEVICE_CHANGE),
    NAMED(IRP_MJ_QUERY_QUOTA),
    NAMED(IRP_MJ_SET_QUOTA),
    NAMED(IRP_MJ_PNP),
    NEGATIVE(IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION),
    NEGATIVE(IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION),
    NEGATIVE(IRP_MJ_ACQUIRE_FOR_MOD_WRITE),
    NEGATIVE(IRP_MJ_RELEASE_FOR_MOD_WRITE),
    NEGATIVE(IRP_MJ_ACQUIRE_FOR_CC_FLUSH),
    NEGATIVE(IRP_MJ_RELEASE_FOR_CC_FLUSH),
    NEGATIVE(IRP_MJ_QUERY_OPEN),
    NEGATIVE(IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE),
    NEGATIVE(IRP_MJ_NETWORK_QUERY_OPEN),
    NEGATIVE(IRP_MJ_MDL_READ),
    NEGATIVE(IRP_MJ_MDL_READ_COMPLETE),
    NEGATIVE(IRP_MJ_PREPARE_MDL_WRITE),
    NEGATIVE(IRP_MJ_MDL_WRITE_COMPLETE),
    NEGATIVE(IRP_MJ_VOLUME_MOUNT),
    NEGATIVE(IRP_MJ_VOLUME_DISMOUNT),
};

const char *flt_major_name(UCHAR major) {
    const char *name = major_names[flt_major_index(major)];
    return name != NULL ? name : "an unknown operation";
}

// --- IRQL ----------------------------------------------------------------------------------------

static sim_rule (*other_irql_rule)(sim_routine routine);

// Context routines above their IRQL have rules of their own.
static sim_rule irql_rule(sim_routine routine) {
    switch (routine) {
    case ROUTINE_FltAllocateContext:
    case ROUTINE_FltDeleteContext:
    case ROUTINE_FltDeleteFileContext:
    case ROUTINE_FltDeleteInstanceContext:
    case ROUTINE_FltDeleteStreamContext:
    case ROUTINE_FltDeleteStreamHandleContext:
    case ROUTINE_FltDeleteTransactionContext:
    case ROUTINE_FltDeleteVolumeContext:
    case ROUTINE_FltGetContexts:
    case ROUTINE_FltGetContextsEx:
    case ROUTINE_FltGetFileContext:
    case ROUTINE_FltGetInstanceContext:
    case ROUTINE_FltGetSectionContext:
    case ROUTINE_FltGetStreamContext:
    case ROUTINE_FltGetStreamHandleContext:
    case ROUTINE_FltGetTransactionContext:
    case ROUTINE_FltGetVolumeContext:
    case ROUTINE_FltSetFileContext:
    case ROUTINE_FltSetInstanceContext:
    case ROUTINE_FltSetStreamContext:
    case ROUTINE_FltSetStreamHandleContext:
    case ROUTINE_FltSetTransactionContext:
    case ROUTINE_FltSetVolumeContext: break;
    default: return other_irql_rule != NULL ? other_irql_rule(routine) : SIM_NO_RULE;
    }
    const flt_callout *callout = flt_operation_callout();
    if (callout != NULL && callout->kind == FLT_CALLOUT_POST) return RULE_L1;
    return routine == ROUTINE_FltAllocateContext ? RULE_A1 : RULE_S21;
}

// --- Locks ---------------------------------------------------------------------------------------

// A cleanup callback wants a lock that its caller held when it released the context (L9).
static void lock_again(const sim_held_lock *held) {
    for (const flt_callout *at = flt_current_callout(); at != NULL; at = at->outer) {
        if (at->kind != FLT_CALLOUT_CLEANUP) continue;
        uint32_t rank = 0;
        for (const sim_held_lock *lock = sim_current->locks; lock < held; lock++) {
            rank += lock->acquired_at != NULL;
        }
        if (rank >= at->checks.lock_count) continue;
        sim_stop(RULE_L9, at->context->identity, SIM_NO_BUGCHECK,
                 "a context was released for the last time while a %s was held, which its cleanup "
                 "callback acquires",
                 held->kind);
    }
}

__attribute__((constructor)) static void hook(void) {
    ke_lock_again = lock_again;
    other_irql_rule = sim_irql_rule;
    sim_irql_rule = irql_rule;
}
