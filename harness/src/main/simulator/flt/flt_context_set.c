// Setting contexts: the ownership of the attached reference, and the seven routines.
#include "flt_context.h"

flt_context *flt_list_find(const flt_list *list, FLT_CONTEXT_TYPE type, const void *owner,
                           const void *object) {
    for (LIST_ENTRY *at = list->head.Flink; at != &list->head; at = at->Flink) {
        flt_context *context = CONTAINING_RECORD(at, flt_context, links);
        const void *its_owner = context->instance != NULL ? (const void *)context->instance
                                                          : (const void *)context->filter;
        // A stream's list also holds the contexts of its handles.
        bool same_object = type != FLT_STREAMHANDLE_CONTEXT || context->object == object;
        if (context->type == type && its_owner == owner && same_object) return context;
    }
    return NULL;
}

void flt_context_detach(flt_context *context, const char *verb) {
    RemoveEntryList(&context->links);
    context->attached = false;
    sim_history(context->identity, verb, context->references);
}

void flt_list_end(flt_list *list, const char *verb) {
    while (!IsListEmpty(&list->head)) {
        flt_context *context = CONTAINING_RECORD(list->head.Flink, flt_context, links);
        flt_context_detach(context, verb);
        flt_context_release(context, "released by the Filter Manager");
    }
}

static void attach(flt_list *list, flt_context *context, PFLT_INSTANCE instance, void *object) {
    InsertTailList(&list->head, &context->links);
    context->attached = true;
    context->was_set = true;
    context->instance = instance;
    context->object = object;
    context->references++;
    sim_history(context->identity, "set", context->references);
}

void flt_context_tell_allocation(flt_context *context, flt_origin origin) {
    for (uint32_t i = 0; i < context->held_count && i < FLT_HELD; i++) {
        if (context->held[i].origin < FLT_FROM_GET) context->held[i].origin = (uint8_t)origin;
    }
}

NTSTATUS flt_list_set(flt_list *list, flt_context *context, FLT_SET_CONTEXT_OPERATION operation,
                      const void *owner, PFLT_INSTANCE instance, void *object, PFLT_CONTEXT *old) {
    if (context->was_set) return STATUS_FLT_CONTEXT_ALREADY_LINKED;
    race_order(list);
    flt_context *existing = flt_list_find(list, context->type, owner, object);
    if (existing == NULL) {
        attach(list, context, instance, object);
        return STATUS_SUCCESS;
    }
    if (operation == FLT_SET_CONTEXT_KEEP_IF_EXISTS) {
        // The caller lost: its allocation is what it must release.
        context->lost = true;
        flt_context_tell_allocation(context, FLT_FROM_LOST_RACE);
        sim_history(context->identity, "not set: another one is there", context->references);
        if (old != NULL) {
            flt_context_reference(existing, FLT_FROM_KEEP, "returned as the existing context");
            *old = existing->memory;
        }
        return STATUS_FLT_CONTEXT_ALREADY_DEFINED;
    }
    existing->replaced = true;
    flt_context_detach(existing, "replaced");
    attach(list, context, instance, object);
    if (old == NULL) {
        flt_context_release(existing, "released by the Filter Manager");
    } else {
        flt_context_reference(existing, FLT_FROM_REPLACE, "returned as the replaced context");
        existing->references--; // the attachment's reference is the caller's now
        *old = existing->memory;
    }
    return STATUS_SUCCESS;
}

// What all set routines check of the new context. `filter` is the one whose object it is set on, if
// known.
static NTSTATUS check_new(flt_context *context, FLT_CONTEXT_TYPE type,
                          FLT_SET_CONTEXT_OPERATION operation, PFLT_FILTER filter) {
    const char *routine = sim_routines[sim_current_routine()].name;
    if (context->type != type || (filter != NULL && context->filter != filter)) {
        sim_report(RULE_DDI, context->identity, SIM_NO_BUGCHECK,
                   context->type != type ? "%s was given a %s" : "%s was given another filter's %s",
                   routine, flt_context_name(context->type));
        return STATUS_INVALID_PARAMETER;
    }
    if (operation != FLT_SET_CONTEXT_KEEP_IF_EXISTS &&
        operation != FLT_SET_CONTEXT_REPLACE_IF_EXISTS) {
        sim_report(RULE_DDI, context->identity, SIM_NO_BUGCHECK, "%s with the operation %d",
                   routine,
                   (int)operation);
        return STATUS_INVALID_PARAMETER;
    }
    if (context->held_count == 0) {
        sim_report(RULE_S12, context->identity, SIM_NO_BUGCHECK,
                   "%s of a context that the driver holds no reference to", routine);
    }
    if (context->was_set) {
        sim_report(RULE_S6, context->identity, SIM_NO_BUGCHECK,
                   "%s of a context that was set before: STATUS_FLT_CONTEXT_ALREADY_LINKED",
                       routine);
        return STATUS_FLT_CONTEXT_ALREADY_LINKED;
    }
    return STATUS_SUCCESS;
}

// The set routines, after their parameters of type PFLT_INSTANCE were checked.
static NTSTATUS set(FLT_CONTEXT_TYPE type, PFLT_INSTANCE instance, void *object,
                    FLT_SET_CONTEXT_OPERATION operation, PFLT_CONTEXT new, PFLT_CONTEXT *old) {
    flt_context *context = flt_context_check(new, RULE_S12, "set");
    NTSTATUS status =
        check_new(context, type, operation, instance != NULL ? instance->filter : NULL);
    if (!NT_SUCCESS(status)) return status;
    flt_object *target = instance != NULL ? &instance->object : (flt_object *)object;
    if (target->deleting || context->filter->object.deleting) {
        return flt_context_failed(STATUS_FLT_DELETING_OBJECT);
    }
    if (context->lost && operation == FLT_SET_CONTEXT_REPLACE_IF_EXISTS) {
        sim_report(RULE_S26, context->identity, SIM_NO_BUGCHECK,
                   "a context that had found another one set replaces it: who set first counts, "
                   "and others use that one");
    }
    if (flt_context_of_file(type) && !flt_context_may_set(object)) return STATUS_NOT_SUPPORTED;
    bool supported;
    flt_list *list = flt_context_list_of(type, instance, object, true, &supported);
    if (!supported) return flt_context_failed(STATUS_NOT_SUPPORTED);
    if (list == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    const void *owner = instance != NULL ? (void *)instance : (void *)context->filter;
    return flt_list_set(list, context, operation, owner, instance, object, old);
}

#define BEGIN_SET(routine)                                                                         \
    SIM_CALL(routine);                                                                             \
    if (OldContext != NULL) *OldContext = NULL_CONTEXT;                                            \
    do {                                                                                           \
        NTSTATUS injected = sim_fault(ROUTINE_##routine);                                          \
        if (injected != STATUS_SUCCESS) return flt_context_failed(injected);                       \
    } while (0)

// fltkernel/nf-fltkernel-fltsetvolumecontext
NTSTATUS FLTAPI FltSetVolumeContext(PFLT_VOLUME Volume, FLT_SET_CONTEXT_OPERATION Operation,
                                    PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext) {
    BEGIN_SET(FltSetVolumeContext);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return set(FLT_VOLUME_CONTEXT, NULL, Volume, Operation, NewContext, OldContext);
}

// fltkernel/nf-fltkernel-fltsetinstancecontext
NTSTATUS FLTAPI FltSetInstanceContext(PFLT_INSTANCE Instance, FLT_SET_CONTEXT_OPERATION Operation,
                                      PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext) {
    BEGIN_SET(FltSetInstanceContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return set(FLT_INSTANCE_CONTEXT, Instance, Instance, Operation, NewContext, OldContext);
}

// fltkernel/nf-fltkernel-fltsetfilecontext
NTSTATUS FLTAPI FltSetFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                  FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext,
                                  PFLT_CONTEXT *OldContext) {
    BEGIN_SET(FltSetFileContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return set(FLT_FILE_CONTEXT, Instance, FileObject, Operation, NewContext, OldContext);
}

// fltkernel/nf-fltkernel-fltsetstreamcontext
NTSTATUS FLTAPI FltSetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                    FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext,
                                    PFLT_CONTEXT *OldContext) {
    BEGIN_SET(FltSetStreamContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return set(FLT_STREAM_CONTEXT, Instance, FileObject, Operation, NewContext, OldContext);
}

// fltkernel/nf-fltkernel-fltsetstreamhandlecontext
NTSTATUS FLTAPI FltSetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                          FLT_SET_CONTEXT_OPERATION Operation,
                                          PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext) {
    BEGIN_SET(FltSetStreamHandleContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    if (FileObject == NULL) return STATUS_NOT_SUPPORTED;
    return set(FLT_STREAMHANDLE_CONTEXT, Instance, FileObject, Operation, NewContext, OldContext);
}

// fltkernel/nf-fltkernel-fltsettransactioncontext
NTSTATUS FLTAPI FltSetTransactionContext(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
                                         FLT_SET_CONTEXT_OPERATION Operation,
                                         PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext) {
    BEGIN_SET(FltSetTransactionContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return set(FLT_TRANSACTION_CONTEXT, Instance, Transaction, Operation, NewContext, OldContext);
}
