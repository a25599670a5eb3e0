// Callback data: dirty flags, the requestor, and the end of an open in post-create.
#include "flt_internal.h"

// fltkernel/nf-fltkernel-fltsetcallbackdatadirty
VOID FLTAPI FltSetCallbackDataDirty(PFLT_CALLBACK_DATA Data) {
    SIM_CALL(FltSetCallbackDataDirty);
    flt_operation_of(Data);
    Data->Flags |= FLTFL_CALLBACK_DATA_DIRTY;
}

// fltkernel/nf-fltkernel-fltclearcallbackdatadirty
VOID FLTAPI FltClearCallbackDataDirty(PFLT_CALLBACK_DATA Data) {
    SIM_CALL(FltClearCallbackDataDirty);
    flt_operation_of(Data);
    Data->Flags &= ~FLTFL_CALLBACK_DATA_DIRTY;
}

// fltkernel/nf-fltkernel-fltiscallbackdatadirty
BOOLEAN FLTAPI FltIsCallbackDataDirty(PFLT_CALLBACK_DATA Data) {
    SIM_CALL(FltIsCallbackDataDirty);
    flt_operation_of(Data);
    return (Data->Flags & FLTFL_CALLBACK_DATA_DIRTY) != 0;
}

// --- The requestor -------------------------------------------------------------------------------

// fltkernel/nf-fltkernel-fltgetrequestorprocess
PEPROCESS FLTAPI FltGetRequestorProcess(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltGetRequestorProcess);
    flt_operation_of(CallbackData);
    return CallbackData->Thread != NULL ? IoThreadToProcess(CallbackData->Thread) : NULL;
}

// fltkernel/nf-fltkernel-fltgetrequestorprocessid
ULONG FLTAPI FltGetRequestorProcessId(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltGetRequestorProcessId);
    flt_operation_of(CallbackData);
    if (CallbackData->Thread == NULL) return 0;
    return (ULONG)IoThreadToProcess(CallbackData->Thread)->process_id;
}

// fltkernel/nf-fltkernel-fltgetrequestorprocessidex
HANDLE FLTAPI FltGetRequestorProcessIdEx(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltGetRequestorProcessIdEx);
    flt_operation_of(CallbackData);
    if (CallbackData->Thread == NULL) return NULL;
    return (HANDLE)IoThreadToProcess(CallbackData->Thread)->process_id;
}

// --- The operation -------------------------------------------------------------------------------

bool flt_is_synchronous(const flt_operation *operation) {
    const FLT_IO_PARAMETER_BLOCK *iopb = operation->data->Iopb;
    if (!FLT_IS_IRP_OPERATION(operation->data)) return true;
    if ((iopb->IrpFlags & IRP_SYNCHRONOUS_PAGING_IO) != 0) return true;
    if ((iopb->IrpFlags & IRP_PAGING_IO) != 0) return false;
    if (operation->file != NULL && (operation->file->Flags & FO_SYNCHRONOUS_IO) != 0) return true;
    if ((iopb->IrpFlags & IRP_SYNCHRONOUS_API) != 0) return true;
    switch (iopb->MajorFunction) {
    case IRP_MJ_DEVICE_CONTROL:
    case IRP_MJ_INTERNAL_DEVICE_CONTROL:
    case IRP_MJ_FILE_SYSTEM_CONTROL:
        return (iopb->Parameters.FileSystemControl.Common.FsControlCode & 3) == METHOD_BUFFERED;
    default: return false;
    }
}

// fltkernel/nf-fltkernel-fltisoperationsynchronous
BOOLEAN FLTAPI FltIsOperationSynchronous(PFLT_CALLBACK_DATA CallbackData) {
    SIM_CALL(FltIsOperationSynchronous);
    return flt_is_synchronous(flt_operation_of(CallbackData));
}

// fltkernel/nf-fltkernel-fltgetirpname
PCHAR FLTAPI FltGetIrpName(UCHAR IrpMajorCode) {
    SIM_CALL(FltGetIrpName);
    return (PCHAR)(uintptr_t)flt_major_name(IrpMajorCode);
}

// --- FltCancelFileOpen ---------------------------------------------------------------------------

// IRP_MJ_CLEANUP and IRP_MJ_CLOSE as those below the instance see them.
static void send_below(PFLT_INSTANCE instance, PFILE_OBJECT file, UCHAR major) {
    PDEVICE_OBJECT start = instance->volume->device;
    PIO_STACK_LOCATION stack;
    IO_STATUS_BLOCK result;
    PIRP irp = io_build(file, &start, major, &stack);
    flt_set_target(file, instance);
    io_send(start, irp, &result);
}

// fltkernel/nf-fltkernel-fltcancelfileopen
VOID FLTAPI FltCancelFileOpen(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject) {
    SIM_CALL(FltCancelFileOpen);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    sim_identity identity = io_file_identity(FileObject);
    if ((FileObject->Flags & FO_HANDLE_CREATED) != 0) {
        sim_stop(RULE_L8, identity, FLT_VERIFIER(0x6A, FileObject, 0, 0),
                 "FltCancelFileOpen of a file that has a handle");
    }
    const flt_callout *callout = flt_operation_callout();
    bool in_post_create = callout != NULL && callout->kind == FLT_CALLOUT_POST &&
                          callout->stage->operation->major == IRP_MJ_CREATE &&
                          callout->stage->operation->file == FileObject;
    if (!in_post_create) {
        sim_stop(RULE_L8, identity, FLT_VERIFIER(0x6A, FileObject, 0, 0),
                 "FltCancelFileOpen outside of the file's post-create callback");
    }
    flt_operation *operation = callout->stage->operation;
    if (!operation->opened || operation->cancelled) {
        sim_report(RULE_L8, identity, SIM_NO_BUGCHECK,
                   "FltCancelFileOpen of a file that is not open");
        return;
    }
    operation->cancelled = true;
    FileObject->Flags |= FO_FILE_OPEN_CANCELLED;
    send_below(Instance, FileObject, IRP_MJ_CLEANUP);
    send_below(Instance, FileObject, IRP_MJ_CLOSE);
    flt_set_target(FileObject, NULL);
}
