// Extra create parameters, as minifilters handle them: the run-time library's, with the filter's
// name on them.
#include "flt.h"

static PIRP create_of(PFLT_CALLBACK_DATA data) {
    flt_operation *operation = flt_operation_of(data);
    return data->Iopb->MajorFunction == IRP_MJ_CREATE ? operation->irp : NULL;
}

// fltkernel/nf-fltkernel-fltallocateextracreateparameterlist
NTSTATUS FLTAPI FltAllocateExtraCreateParameterList(PFLT_FILTER Filter,
                                                    FSRTL_ALLOCATE_ECPLIST_FLAGS Flags,
                                                    PECP_LIST *EcpList) {
    SIM_CALL(FltAllocateExtraCreateParameterList);
    SIM_FAULT(FltAllocateExtraCreateParameterList);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlAllocateExtraCreateParameterList(Flags, EcpList);
}

// fltkernel/nf-fltkernel-fltfreeextracreateparameterlist
VOID FLTAPI FltFreeExtraCreateParameterList(PFLT_FILTER Filter, PECP_LIST EcpList) {
    SIM_CALL(FltFreeExtraCreateParameterList);
    flt_object_check(Filter, FLT_KIND_FILTER);
    FsRtlFreeExtraCreateParameterList(EcpList);
}

// fltkernel/nf-fltkernel-fltallocateextracreateparameter
NTSTATUS FLTAPI FltAllocateExtraCreateParameter(
    PFLT_FILTER Filter, LPCGUID EcpType, ULONG SizeOfContext, FSRTL_ALLOCATE_ECP_FLAGS Flags,
    PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback, ULONG PoolTag,
    PVOID *EcpContext) {
    SIM_CALL(FltAllocateExtraCreateParameter);
    SIM_FAULT(FltAllocateExtraCreateParameter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlAllocateExtraCreateParameter(EcpType, SizeOfContext, Flags, CleanupCallback,
                                             PoolTag, EcpContext);
}

// fltkernel/nf-fltkernel-fltfreeextracreateparameter
VOID FLTAPI FltFreeExtraCreateParameter(PFLT_FILTER Filter, PVOID EcpContext) {
    SIM_CALL(FltFreeExtraCreateParameter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    FsRtlFreeExtraCreateParameter(EcpContext);
}

// fltkernel/nf-fltkernel-fltinsertextracreateparameter
NTSTATUS FLTAPI FltInsertExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList,
                                              PVOID EcpContext) {
    SIM_CALL(FltInsertExtraCreateParameter);
    SIM_FAULT(FltInsertExtraCreateParameter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlInsertExtraCreateParameter(EcpList, EcpContext);
}

// fltkernel/nf-fltkernel-fltfindextracreateparameter
NTSTATUS FLTAPI FltFindExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList, LPCGUID EcpType,
                                            PVOID *EcpContext, ULONG *EcpContextSize) {
    SIM_CALL(FltFindExtraCreateParameter);
    SIM_FAULT(FltFindExtraCreateParameter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlFindExtraCreateParameter(EcpList, EcpType, EcpContext, EcpContextSize);
}

// fltkernel/nf-fltkernel-fltremoveextracreateparameter
NTSTATUS FLTAPI FltRemoveExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList,
                                              LPCGUID EcpType, PVOID *EcpContext,
                                              ULONG *EcpContextSize) {
    SIM_CALL(FltRemoveExtraCreateParameter);
    SIM_FAULT(FltRemoveExtraCreateParameter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlRemoveExtraCreateParameter(EcpList, EcpType, EcpContext, EcpContextSize);
}

// fltkernel/nf-fltkernel-fltgetnextextracreateparameter
NTSTATUS FLTAPI FltGetNextExtraCreateParameter(PFLT_FILTER Filter, PECP_LIST EcpList,
                                               PVOID CurrentEcpContext, LPGUID NextEcpType,
                                               PVOID *NextEcpContext, ULONG *NextEcpContextSize) {
    SIM_CALL(FltGetNextExtraCreateParameter);
    SIM_FAULT(FltGetNextExtraCreateParameter);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlGetNextExtraCreateParameter(EcpList, CurrentEcpContext, NextEcpType, NextEcpContext,
                                            NextEcpContextSize);
}

// fltkernel/nf-fltkernel-fltgetecplistfromcallbackdata
NTSTATUS FLTAPI FltGetEcpListFromCallbackData(PFLT_FILTER Filter, PFLT_CALLBACK_DATA CallbackData,
                                              PECP_LIST *EcpList) {
    SIM_CALL(FltGetEcpListFromCallbackData);
    SIM_FAULT(FltGetEcpListFromCallbackData);
    flt_object_check(Filter, FLT_KIND_FILTER);
    *EcpList = NULL;
    PIRP irp = create_of(CallbackData);
    if (irp == NULL) return STATUS_INVALID_PARAMETER;
    *EcpList = io_ecps_of(irp);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltsetecplistintocallbackdata
NTSTATUS FLTAPI FltSetEcpListIntoCallbackData(PFLT_FILTER Filter, PFLT_CALLBACK_DATA CallbackData,
                                              PECP_LIST EcpList) {
    SIM_CALL(FltSetEcpListIntoCallbackData);
    SIM_FAULT(FltSetEcpListIntoCallbackData);
    flt_object_check(Filter, FLT_KIND_FILTER);
    PIRP irp = create_of(CallbackData);
    if (irp == NULL) return STATUS_INVALID_PARAMETER_2;
    if (EcpList == NULL || io_ecps_of(irp) != NULL) return STATUS_INVALID_PARAMETER_3;
    io_set_ecps(irp, EcpList);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltacknowledgeecp
VOID FLTAPI FltAcknowledgeEcp(PFLT_FILTER Filter, PVOID EcpContext) {
    SIM_CALL(FltAcknowledgeEcp);
    flt_object_check(Filter, FLT_KIND_FILTER);
    FsRtlAcknowledgeEcp(EcpContext);
}

// fltkernel/nf-fltkernel-fltisecpacknowledged
BOOLEAN FLTAPI FltIsEcpAcknowledged(PFLT_FILTER Filter, PVOID EcpContext) {
    SIM_CALL(FltIsEcpAcknowledged);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlIsEcpAcknowledged(EcpContext);
}

// fltkernel/nf-fltkernel-fltisecpfromusermode
BOOLEAN FLTAPI FltIsEcpFromUserMode(PFLT_FILTER Filter, PVOID EcpContext) {
    SIM_CALL(FltIsEcpFromUserMode);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return FsRtlIsEcpFromUserMode(EcpContext);
}

// fltkernel/nf-fltkernel-fltpreparetoreuseecp
VOID FLTAPI FltPrepareToReuseEcp(PFLT_FILTER Filter, PVOID EcpContext) {
    SIM_CALL(FltPrepareToReuseEcp);
    flt_object_check(Filter, FLT_KIND_FILTER);
    FsRtlPrepareToReuseEcp(EcpContext);
}
