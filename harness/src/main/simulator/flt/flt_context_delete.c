// Deleting contexts: taking them off their object before it ends.
#include "flt_context.h"

// The first to delete owns the attachment's reference (S18).
static void hand_over(flt_context *context, PFLT_CONTEXT *old) {
    context->deleted = true;
    flt_context_detach(context, "deleted");
    if (old == NULL) {
        flt_context_release(context, "released by the Filter Manager");
        return;
    }
    flt_context_reference(context, FLT_FROM_DELETE, "returned as the deleted context");
    context->references--;
    *old = context->memory;
}

static NTSTATUS delete(FLT_CONTEXT_TYPE type, const void *owner, PFLT_INSTANCE instance,
                       void *object, PFLT_CONTEXT *old) {
    if (flt_context_of_file(type) && !flt_context_may_get(object)) return STATUS_NOT_SUPPORTED;
    const flt_object *target = instance != NULL ? &instance->object : (flt_object *)object;
    if (target->deleting && type != FLT_FILE_CONTEXT) return STATUS_FLT_DELETING_OBJECT;
    bool supported;
    flt_list *list = flt_context_list_of(type, instance, object, false, &supported);
    if (!supported) return STATUS_NOT_SUPPORTED;
    if (list != NULL) race_order(list);
    flt_context *context = list != NULL ? flt_list_find(list, type, owner, object) : NULL;
    if (context == NULL) {
        flt_context_not_deleted(list);
        return STATUS_NOT_FOUND;
    }
    context->deleted_from = list;
    hand_over(context, old);
    return STATUS_SUCCESS;
}

#define BEGIN_DELETE(routine)                                                                      \
    SIM_CALL(routine);                                                                             \
    if (OldContext != NULL) *OldContext = NULL_CONTEXT;                                            \
    SIM_FAULT(routine)

// fltkernel/nf-fltkernel-fltdeletevolumecontext
NTSTATUS FLTAPI FltDeleteVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume,
                                       PFLT_CONTEXT *OldContext) {
    BEGIN_DELETE(FltDeleteVolumeContext);
    flt_object_check(Filter, FLT_KIND_FILTER);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return delete (FLT_VOLUME_CONTEXT, Filter, NULL, Volume, OldContext);
}

// fltkernel/nf-fltkernel-fltdeleteinstancecontext
NTSTATUS FLTAPI FltDeleteInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *OldContext) {
    BEGIN_DELETE(FltDeleteInstanceContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return delete (FLT_INSTANCE_CONTEXT, Instance, Instance, Instance, OldContext);
}

// fltkernel/nf-fltkernel-fltdeletefilecontext
NTSTATUS FLTAPI FltDeleteFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                     PFLT_CONTEXT *OldContext) {
    BEGIN_DELETE(FltDeleteFileContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return delete (FLT_FILE_CONTEXT, Instance, Instance, FileObject, OldContext);
}

// fltkernel/nf-fltkernel-fltdeletestreamcontext
NTSTATUS FLTAPI FltDeleteStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                       PFLT_CONTEXT *OldContext) {
    BEGIN_DELETE(FltDeleteStreamContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return delete (FLT_STREAM_CONTEXT, Instance, Instance, FileObject, OldContext);
}

// fltkernel/nf-fltkernel-fltdeletestreamhandlecontext
NTSTATUS FLTAPI FltDeleteStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                             PFLT_CONTEXT *OldContext) {
    BEGIN_DELETE(FltDeleteStreamHandleContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return delete (FLT_STREAMHANDLE_CONTEXT, Instance, Instance, FileObject, OldContext);
}

// fltkernel/nf-fltkernel-fltdeletetransactioncontext
NTSTATUS FLTAPI FltDeleteTransactionContext(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
                                            PFLT_CONTEXT *OldContext) {
    BEGIN_DELETE(FltDeleteTransactionContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return delete (FLT_TRANSACTION_CONTEXT, Instance, Instance, Transaction, OldContext);
}

// fltkernel/nf-fltkernel-fltdeletecontext
VOID FLTAPI FltDeleteContext(PFLT_CONTEXT Context) {
    SIM_CALL(FltDeleteContext);
    flt_context *context = flt_context_check(Context, RULE_S12, "deleted");
    if (context->type == FLT_SECTION_CONTEXT) {
        sim_report(RULE_X6, context->identity, SIM_NO_BUGCHECK,
                   "FltDeleteContext of a section context: FltCloseSectionForDataScan ends it");
        return;
    }
    if (context->held_count == 0) {
        sim_report(RULE_S15, context->identity, SIM_NO_BUGCHECK,
                   "FltDeleteContext by a driver that holds no reference to the context");
    }
    if (!context->was_set || context->replaced) {
        sim_report(RULE_S17, context->identity, SIM_NO_BUGCHECK,
                   "FltDeleteContext of a context that %s",
                   context->replaced ? "was replaced" : "is not set");
        return;
    }
    // Somebody else may have been first, or the object may have ended.
    if (context->attached) hand_over(context, NULL);
}
