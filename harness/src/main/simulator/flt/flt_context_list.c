// Getting and releasing the contexts of all related objects in one call.
#include "flt_context.h"

// The object of a type among the related ones; NULL where the operation has none.
static void *object_of(PCFLT_RELATED_OBJECTS objects, FLT_CONTEXT_TYPE type) {
    switch (type) {
    case FLT_VOLUME_CONTEXT: return objects->Volume;
    case FLT_INSTANCE_CONTEXT: return objects->Instance;
    case FLT_TRANSACTION_CONTEXT: return objects->Transaction;
    default: return objects->FileObject;
    }
}

static PFLT_CONTEXT get_one(PCFLT_RELATED_OBJECTS objects, FLT_CONTEXT_TYPE type) {
    void *object = object_of(objects, type);
    bool of_volume = type == FLT_VOLUME_CONTEXT;
    if (object == NULL || (!of_volume && objects->Instance == NULL)) return NULL_CONTEXT;
    const void *owner = of_volume ? (void *)objects->Filter : (void *)objects->Instance;
    bool supported;
    flt_context *context = flt_context_get(type, owner, of_volume ? NULL : objects->Instance,
                                           object,
                                           FLT_FROM_GET_CONTEXTS, &supported);
    return context != NULL ? context->memory : NULL_CONTEXT;
}

// The members of both structures stand in the order of the types' bits.
static void get_all(PCFLT_RELATED_OBJECTS objects, FLT_CONTEXT_TYPE desired, PFLT_CONTEXT *members,
                    uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        FLT_CONTEXT_TYPE type = (FLT_CONTEXT_TYPE)(1u << i);
        members[i] = (desired & type) != 0 ? get_one(objects, type) : NULL_CONTEXT;
    }
}

#define MEMBERS (sizeof(FLT_RELATED_CONTEXTS) / sizeof(PFLT_CONTEXT))
#define MEMBERS_EX (sizeof(FLT_RELATED_CONTEXTS_EX) / sizeof(PFLT_CONTEXT))

// fltkernel/nf-fltkernel-fltgetcontexts
VOID FLTAPI FltGetContexts(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts,
                           PFLT_RELATED_CONTEXTS Contexts) {
    SIM_CALL(FltGetContexts);
    if ((DesiredContexts & FLT_SECTION_CONTEXT) != 0 && DesiredContexts != FLT_ALL_CONTEXTS) {
        sim_report(RULE_S20, 0, SIM_NO_BUGCHECK,
                   "FltGetContexts has no place for a section context: FltGetContextsEx has");
    }
    get_all(FltObjects, DesiredContexts, (PFLT_CONTEXT *)Contexts, MEMBERS);
}

static bool right_size(const char *routine, SIZE_T size) {
    if (size == sizeof(FLT_RELATED_CONTEXTS_EX)) return true;
    sim_report(RULE_S20, 0, SIM_NO_BUGCHECK,
               "%s with a size of %zu: FLT_RELATED_CONTEXTS_EX has %zu",
               routine, (size_t)size, sizeof(FLT_RELATED_CONTEXTS_EX));
    return false;
}

// fltkernel/nf-fltkernel-fltgetcontextsex
NTSTATUS FLTAPI FltGetContextsEx(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts,
                                 SIZE_T ContextsSize, PFLT_RELATED_CONTEXTS_EX Contexts) {
    SIM_CALL(FltGetContextsEx);
    SIM_FAULT(FltGetContextsEx);
    if (!right_size("FltGetContextsEx", ContextsSize)) return STATUS_INVALID_PARAMETER;
    if ((DesiredContexts & ~FLT_ALL_CONTEXTS) != 0) return STATUS_INVALID_PARAMETER;
    get_all(FltObjects, DesiredContexts, (PFLT_CONTEXT *)Contexts, MEMBERS_EX);
    return STATUS_SUCCESS;
}

// What was released one by one and not set to NULL is released twice here (S19).
static void release_all(PFLT_CONTEXT *members, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (members[i] == NULL_CONTEXT) continue;
        flt_context *context = flt_context_check(members[i], RULE_S19, "released");
        if (context->held_count == 0 || context->ending) {
            sim_stop(RULE_S19, context->identity, FLT_VERIFIER(0x6D, members[i], context, 0),
                     "%s releases a context that the driver holds no reference to any more",
                     sim_routines[sim_current_routine()].name);
        }
        flt_context_release_held(context);
        members[i] = NULL_CONTEXT;
    }
}

// fltkernel/nf-fltkernel-fltreleasecontexts
VOID FLTAPI FltReleaseContexts(PFLT_RELATED_CONTEXTS Contexts) {
    SIM_CALL(FltReleaseContexts);
    release_all((PFLT_CONTEXT *)Contexts, MEMBERS);
}

// fltkernel/nf-fltkernel-fltreleasecontextsex
VOID FLTAPI FltReleaseContextsEx(SIZE_T ContextsSize, PFLT_RELATED_CONTEXTS_EX Contexts) {
    SIM_CALL(FltReleaseContextsEx);
    if (right_size("FltReleaseContextsEx", ContextsSize)) {
        release_all((PFLT_CONTEXT *)Contexts, MEMBERS_EX);
    }
}
