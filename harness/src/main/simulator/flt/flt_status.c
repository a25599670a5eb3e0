// FltRequestOperationStatusCallback: what the drivers below returned from their dispatch routine.
#include <string.h>

#include "flt_internal.h"

struct flt_status_request {
    flt_status_request *next;
    PFLT_INSTANCE instance;
    FLT_RELATED_OBJECTS related;
    FLT_IO_PARAMETER_BLOCK snapshot;
    PFLT_GET_OPERATION_STATUS_CALLBACK callback;
    PVOID context;
};

// fltkernel/nf-fltkernel-fltrequestoperationstatuscallback
NTSTATUS FLTAPI FltRequestOperationStatusCallback(
    PFLT_CALLBACK_DATA Data, PFLT_GET_OPERATION_STATUS_CALLBACK CallbackRoutine,
    PVOID RequesterContext) {
    SIM_CALL(FltRequestOperationStatusCallback);
    SIM_FAULT(FltRequestOperationStatusCallback);
    flt_operation *operation = flt_operation_of(Data);
    flt_callout *callout = flt_operation_callout();
    if (callout == NULL || callout->kind != FLT_CALLOUT_PRE || callout->stage == NULL ||
        callout->stage->operation != operation || !FLT_IS_IRP_OPERATION(Data)) {
        return STATUS_INVALID_PARAMETER;
    }
    PFLT_INSTANCE instance = callout->stage->instance;
    if (!flt_reference_for(instance, "referenced by a status callback")) {
        return STATUS_FLT_DELETING_OBJECT;
    }
    flt_status_request *request = sim_alloc(sizeof *request);
    request->instance = instance;
    memcpy(&request->related, &operation->related[callout->stage - operation->stages],
           sizeof request->related);
    request->snapshot = *Data->Iopb;
    request->callback = CallbackRoutine;
    request->context = RequesterContext;
    request->next = operation->extension;
    operation->extension = request;
    return STATUS_SUCCESS;
}

flt_status_request *flt_take_status_requests(flt_operation *operation) {
    flt_status_request *requests = operation->extension;
    operation->extension = NULL;
    return requests;
}

static void drop(flt_status_request *request) {
    flt_dereference_for(request->instance, "dereferenced: the status callback is through");
    sim_free(request);
}

void flt_forget_status_requests(flt_operation *operation) {
    for (flt_status_request *request = flt_take_status_requests(operation), *next; request != NULL;
         request = next) {
        next = request->next;
        drop(request);
    }
}

void flt_tell_status(flt_status_request *requests, NTSTATUS status) {
    while (requests != NULL) {
        flt_status_request *request = requests;
        requests = request->next;
        flt_callout callout;
        flt_callout_begin(&callout, FLT_CALLOUT_OTHER, "operation status callback");
        request->callback(&request->related, &request->snapshot, status, request->context);
        flt_callout_end(&callout);
        drop(request);
    }
}
