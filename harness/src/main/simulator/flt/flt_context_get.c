// Getting contexts one by one: each success is a reference for the caller.
#include "flt_context.h"

flt_context *flt_context_get(FLT_CONTEXT_TYPE type, const void *owner, PFLT_INSTANCE instance,
                             void *object, flt_origin origin, bool *supported) {
    flt_list *list = flt_context_list_of(type, instance, object, false, supported);
    if (list != NULL) race_acquire(list);
    flt_context *context = list != NULL ? flt_list_find(list, type, owner, object) : NULL;
    if (context != NULL) flt_context_reference(context, origin, "got");
    return context;
}

static NTSTATUS get(FLT_CONTEXT_TYPE type, const void *owner, PFLT_INSTANCE instance, void *object,
                    PFLT_CONTEXT *result) {
    if (flt_context_of_file(type) && !flt_context_may_get(object)) {
        *result = NULL_CONTEXT; // told already: no other finding is to follow from it
        return STATUS_NOT_SUPPORTED;
    }
    bool supported;
    flt_context *context = flt_context_get(type, owner, instance, object, FLT_FROM_GET, &supported);
    if (!supported) {
        flt_context_left_unset(result);
        return flt_context_failed(STATUS_NOT_SUPPORTED);
    }
    *result = context != NULL ? context->memory : NULL_CONTEXT;
    return context != NULL ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

// A planned STATUS_NOT_FOUND sets the result, as a real one does.
#define BEGIN_GET(routine)                                                                         \
    SIM_CALL(routine);                                                                             \
    do {                                                                                           \
        NTSTATUS injected = sim_fault(ROUTINE_##routine);                                          \
        if (injected == STATUS_NOT_FOUND) *Context = NULL_CONTEXT;                                 \
        else if (injected != STATUS_SUCCESS) flt_context_left_unset(Context);                      \
        if (injected != STATUS_SUCCESS) return flt_context_failed(injected);                       \
    } while (0)

// fltkernel/nf-fltkernel-fltgetvolumecontext
NTSTATUS FLTAPI FltGetVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume, PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetVolumeContext);
    flt_object_check(Filter, FLT_KIND_FILTER);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    return get(FLT_VOLUME_CONTEXT, Filter, NULL, Volume, Context);
}

// fltkernel/nf-fltkernel-fltgetinstancecontext
NTSTATUS FLTAPI FltGetInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetInstanceContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return get(FLT_INSTANCE_CONTEXT, Instance, Instance, Instance, Context);
}

// fltkernel/nf-fltkernel-fltgetfilecontext
NTSTATUS FLTAPI FltGetFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                  PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetFileContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return get(FLT_FILE_CONTEXT, Instance, Instance, FileObject, Context);
}

// fltkernel/nf-fltkernel-fltgetstreamcontext
NTSTATUS FLTAPI FltGetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                    PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetStreamContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return get(FLT_STREAM_CONTEXT, Instance, Instance, FileObject, Context);
}

// fltkernel/nf-fltkernel-fltgetstreamhandlecontext
NTSTATUS FLTAPI FltGetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                          PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetStreamHandleContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return get(FLT_STREAMHANDLE_CONTEXT, Instance, Instance, FileObject, Context);
}

// fltkernel/nf-fltkernel-fltgettransactioncontext
NTSTATUS FLTAPI FltGetTransactionContext(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
                                         PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetTransactionContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return get(FLT_TRANSACTION_CONTEXT, Instance, Instance, Transaction, Context);
}

// fltkernel/nf-fltkernel-fltgetsectioncontext
NTSTATUS FLTAPI FltGetSectionContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                     PFLT_CONTEXT *Context) {
    BEGIN_GET(FltGetSectionContext);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return get(FLT_SECTION_CONTEXT, Instance, Instance, FileObject, Context);
}
