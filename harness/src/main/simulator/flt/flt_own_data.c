// Callback data that minifilters allocate for requests of their own.
#include <string.h>

#include "flt_internal.h"
#include "flt_own.h"

typedef struct own_data {
    struct own_data *next;
    flt_operation *holder; // of the callback data: none of its stages ever runs
    PFLT_INSTANCE instance;
    PFILE_OBJECT file;
    PFLT_COMPLETED_ASYNC_IO_CALLBACK callback;
    PVOID context;
    PMDL mdl; // made for the request
    flt_own_io io;
    sim_identity identity;
    bool under_way;
    bool free_after;
} own_data;

SIM_STATE static own_data *all_data;

static own_data *find(PFLT_CALLBACK_DATA data) {
    flt_operation *operation = flt_operation_of(data);
    own_data *own = all_data;
    while (own != NULL && own->holder != operation) own = own->next;
    if (own == NULL) {
        sim_stop(RULE_DDI, 0, SIM_NO_BUGCHECK,
                 "%s was given callback data that FltAllocateCallbackData did not return",
                 sim_routines[sim_current_routine()].name);
    }
    return own;
}

static void check_idle(const own_data *own) {
    if (!own->under_way) return;
    sim_stop(RULE_DDI, own->identity, SIM_NO_BUGCHECK,
             "%s was given callback data whose request is under way",
             sim_routines[sim_current_routine()].name);
}

static void reset(own_data *own) {
    PFLT_CALLBACK_DATA data = own->holder->data;
    PFLT_IO_PARAMETER_BLOCK iopb = data->Iopb;
    memset(iopb, 0, sizeof *iopb);
    iopb->TargetFileObject = own->file;
    iopb->TargetInstance = own->instance;
    data->Flags = FLTFL_CALLBACK_DATA_IRP_OPERATION | FLTFL_CALLBACK_DATA_GENERATED_IO;
    data->IoStatus.Status = STATUS_SUCCESS;
    data->IoStatus.Information = 0;
    data->TagData = NULL;
    data->RequestorMode = KernelMode;
    memset(data->FilterContext, 0, sizeof data->FilterContext);
}

static NTSTATUS allocate(PFLT_INSTANCE instance, PFILE_OBJECT file, PFLT_CALLBACK_DATA *data) {
    flt_object_check(instance, FLT_KIND_INSTANCE);
    own_data *own = sim_alloc(sizeof *own);
    own->holder = flt_operation_create(instance->volume, instance, IRP_MJ_READ, file,
                                       FLTFL_CALLBACK_DATA_IRP_OPERATION);
    own->holder->count = 0;
    own->holder->initiator = instance;
    own->instance = instance;
    own->file = file;
    own->identity = sim_identify("callback data", own->holder->data);
    own->next = all_data;
    all_data = own;
    reset(own);
    sim_history(own->identity, "allocated", -1);
    *data = own->holder->data;
    return STATUS_SUCCESS;
}

static void free_data(own_data *own) {
    own_data **link = &all_data;
    while (*link != own) link = &(*link)->next;
    *link = own->next;
    sim_history(own->identity, "freed", -1);
    flt_operation_release(own->holder);
    sim_free(own);
}

// fltkernel/nf-fltkernel-fltallocatecallbackdata
NTSTATUS FLTAPI FltAllocateCallbackData(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                        PFLT_CALLBACK_DATA *RetNewCallbackData) {
    SIM_CALL(FltAllocateCallbackData);
    SIM_FAULT(FltAllocateCallbackData);
    return allocate(Instance, FileObject, RetNewCallbackData);
}

// fltkernel/nf-fltkernel-fltallocatecallbackdataex
NTSTATUS FLTAPI FltAllocateCallbackDataEx(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
                                          FLT_ALLOCATE_CALLBACK_DATA_FLAGS Flags,
                                          PFLT_CALLBACK_DATA *RetNewCallbackData) {
    SIM_CALL(FltAllocateCallbackDataEx);
    SIM_FAULT(FltAllocateCallbackDataEx);
    return allocate(Instance, FileObject, RetNewCallbackData);
}

// fltkernel/nf-fltkernel-fltfreecallbackdata
VOID FLTAPI FltFreeCallbackData(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltFreeCallbackData);
    own_data *own = find(CallbackData);
    check_idle(own);
    free_data(own);
}

// fltkernel/nf-fltkernel-fltreusecallbackdata
VOID FLTAPI FltReuseCallbackData(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltReuseCallbackData);
    own_data *own = find(CallbackData);
    check_idle(own);
    reset(own);
}

// --- Requests ------------------------------------------------------------------------------------

static bool is_buffered(UCHAR major, PDEVICE_OBJECT device) {
    switch (major) {
    case IRP_MJ_QUERY_INFORMATION:
    case IRP_MJ_SET_INFORMATION:
    case IRP_MJ_QUERY_VOLUME_INFORMATION:
    case IRP_MJ_SET_VOLUME_INFORMATION:
        return true;
    case IRP_MJ_READ:
    case IRP_MJ_WRITE:
    case IRP_MJ_QUERY_EA:
    case IRP_MJ_SET_EA:
    case IRP_MJ_DIRECTORY_CONTROL:
        return (device->Flags & DO_BUFFERED_IO) != 0;
    default:
        return false;
    }
}

// The IRP that the parameters describe, with its first stack location begun.
static PIRP build(flt_operation *operation, PDEVICE_OBJECT device, PIO_STACK_LOCATION *stack) {
    PFLT_IO_PARAMETER_BLOCK iopb = operation->data->Iopb;
    PIRP irp = io_build(iopb->TargetFileObject, &device, iopb->MajorFunction, stack);
    operation->major = flt_major_index(iopb->MajorFunction);
    // Where there is a system buffer already, the parameters' buffer takes its place.
    if (is_buffered(iopb->MajorFunction, device)) irp->AssociatedIrp.SystemBuffer = iopb;
    flt_parameters_to_irp(operation, irp, *stack);
    irp->Flags |= IRP_SYNCHRONOUS_API & iopb->IrpFlags;
    irp->RequestorMode = operation->data->RequestorMode;
    return irp;
}

static void describe_paging_buffer(own_data *own, PIRP irp) {
    bool paging = (irp->Flags & IRP_PAGING_IO) != 0;
    PFLT_IO_PARAMETER_BLOCK iopb = own->holder->data->Iopb;
    bool transfer = iopb->MajorFunction == IRP_MJ_READ || iopb->MajorFunction == IRP_MJ_WRITE;
    if (!paging || !transfer || irp->MdlAddress != NULL) return;
    own->mdl = mm_mdl_create(iopb->Parameters.Read.ReadBuffer, iopb->Parameters.Read.Length);
    irp->MdlAddress = own->mdl;
}

static void begin(own_data *own) {
    check_idle(own);
    own->io = flt_own_begin(own->instance, NULL);
    own->under_way = true;
}

static void end(own_data *own) {
    if (own->mdl != NULL) mm_mdl_free(own->mdl);
    own->mdl = NULL;
    own->under_way = false;
    flt_own_end(&own->io);
}

// fltkernel/nf-fltkernel-fltperformsynchronousio
VOID FLTAPI FltPerformSynchronousIo(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltPerformSynchronousIo);
    own_data *own = find(CallbackData);
    begin(own);
    PIO_STACK_LOCATION stack;
    PIRP irp = build(own->holder, own->io.device, &stack);
    describe_paging_buffer(own, irp);
    IO_STATUS_BLOCK result = {0};
    io_send(own->io.device, irp, &result);
    CallbackData->IoStatus = result;
    end(own);
}

static void call_back(own_data *own) {
    bool free_after = own->free_after;
    flt_callout callout;
    flt_callout_begin(&callout, FLT_CALLOUT_OTHER, "callback of the filter's own asynchronous I/O");
    own->callback(own->holder->data, own->context);
    flt_callout_end(&callout);
    // Otherwise the callback may have freed it.
    if (free_after) free_data(own);
}

static NTSTATUS NTAPI completed(PDEVICE_OBJECT device, PIRP irp, PVOID context) {
    own_data *own = context;
    own->holder->data->IoStatus = irp->IoStatus;
    io_free_irp(irp);
    end(own);
    call_back(own);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS refuse(own_data *own, NTSTATUS status) {
    own->holder->data->IoStatus.Status = status;
    call_back(own);
    return status;
}

NTSTATUS flt_perform_asynchronously(PFLT_CALLBACK_DATA data,
                                    PFLT_COMPLETED_ASYNC_IO_CALLBACK callback, PVOID context,
                                    bool free_after) {
    own_data *own = find(data);
    check_idle(own);
    own->callback = callback;
    own->context = context;
    own->free_after = free_after;
    if (data->Iopb->MajorFunction == IRP_MJ_CREATE) {
        return refuse(own, STATUS_FLT_INVALID_ASYNCHRONOUS_REQUEST);
    }
    begin(own);
    PIO_STACK_LOCATION stack;
    PDEVICE_OBJECT device = own->io.device;
    PIRP irp = build(own->holder, device, &stack);
    describe_paging_buffer(own, irp);
    stack->CompletionRoutine = completed;
    stack->Context = own;
    stack->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
    return io_call(device, irp) == STATUS_PENDING ? STATUS_PENDING : STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltperformasynchronousio
NTSTATUS FLTAPI FltPerformAsynchronousIo(PFLT_CALLBACK_DATA CallbackData,
                                         PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
                                         PVOID CallbackContext) {
    SIM_CALL(FltPerformAsynchronousIo);
    NTSTATUS injected = sim_fault(ROUTINE_FltPerformAsynchronousIo);
    own_data *own = find(CallbackData);
    if (injected != STATUS_SUCCESS) {
        own->callback = CallbackRoutine;
        own->context = CallbackContext;
        return refuse(own, injected);
    }
    return flt_perform_asynchronously(CallbackData, CallbackRoutine, CallbackContext, false);
}

// --- Reissued operations -------------------------------------------------------------------------

static bool may_reissue(flt_operation *operation, PFLT_INSTANCE instance) {
    flt_stage *stage = flt_stage_of(operation, instance);
    return stage != NULL && stage->synchronized &&
           FLT_IS_IRP_OPERATION(operation->data) != 0 && operation->irp != NULL;
}

// fltkernel/nf-fltkernel-fltreissuesynchronousio
VOID FLTAPI FltReissueSynchronousIo(PFLT_INSTANCE InitiatingInstance,
                                    PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltReissueSynchronousIo);
    flt_operation *operation = flt_operation_of(CallbackData);
    if (!may_reissue(operation, InitiatingInstance)) {
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "FltReissueSynchronousIo is for IRPs whose pre-operation callback returned "
                   "FLT_PREOP_SYNCHRONIZE");
        return;
    }
    flt_own_io io = flt_own_begin(InitiatingInstance, NULL);
    PIO_STACK_LOCATION stack;
    PIRP irp = build(operation, io.device, &stack);
    IO_STATUS_BLOCK result = {0};
    CallbackData->TagData = NULL;
    NTSTATUS status = io_send(io.device, irp, &result);
    CallbackData->IoStatus = result;
    CallbackData->Flags |= FLTFL_CALLBACK_DATA_REISSUED_IO;
    if (operation->major == IRP_MJ_CREATE) {
        operation->opened = NT_SUCCESS(status) && status != STATUS_REPARSE;
    }
    flt_own_end(&io);
}

// --- Leaks ---------------------------------------------------------------------------------------

static void report_leaks(void) {
    for (own_data *own = all_data; own != NULL; own = own->next) {
        if (!own->instance->filter->unregistered) continue;
        sim_report(RULE_A14, own->identity, SIM_NO_BUGCHECK,
                   "callback data of FltAllocateCallbackData was never freed");
    }
}

__attribute__((constructor)) static void connect(void) { sim_at_end(report_leaks); }
