// Extra create parameters: lists that go with a create request.
#include <string.h>

#include "internal.h"

struct _ECP_LIST {
    LIST_ENTRY entries;
    sim_identity identity;
};

struct _ECP_HEADER {
    LIST_ENTRY links;
    GUID type;
    PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK cleanup;
    ULONG size;
    bool in_list;
    bool acknowledged;
    bool from_user_mode;
    uint64_t context[];
};

static PECP_HEADER header_of(PVOID context) {
    return (PECP_HEADER)((uint8_t *)context - offsetof(struct _ECP_HEADER, context));
}

static bool is_type(const GUID *a, const GUID *b) { return memcmp(a, b, sizeof *a) == 0; }

PECP_LIST io_ecps_of(PIRP irp) {
    io_irp_record *record = io_record_of(irp);
    return record != NULL ? record->ecps : NULL;
}

void io_set_ecps(PIRP irp, PECP_LIST list) {
    io_irp_record *record = io_record_of(irp);
    if (record != NULL) record->ecps = list;
}

// --- Making and freeing --------------------------------------------------------------------------

NTSTATUS NTAPI FsRtlAllocateExtraCreateParameterList(FSRTL_ALLOCATE_ECPLIST_FLAGS Flags,
                                                     PECP_LIST *EcpList) {
    SIM_CALL(FsRtlAllocateExtraCreateParameterList);
    *EcpList = NULL;
    SIM_FAULT(FsRtlAllocateExtraCreateParameterList);
    PECP_LIST list = ex_pool_allocate(SIM_PAGED, sizeof *list, IO_TAG('E', 'c', 'p', 'L'),
                                      "list of extra create parameters");
    InitializeListHead(&list->entries);
    *EcpList = list;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FsRtlAllocateExtraCreateParameter(
    LPCGUID EcpType, ULONG SizeOfContext, FSRTL_ALLOCATE_ECP_FLAGS Flags,
    PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback, ULONG PoolTag,
    PVOID *EcpContext) {
    SIM_CALL(FsRtlAllocateExtraCreateParameter);
    *EcpContext = NULL;
    SIM_FAULT(FsRtlAllocateExtraCreateParameter);
    bool nonpaged = (Flags & FSRTL_ALLOCATE_ECP_FLAG_NONPAGED_POOL) != 0;
    PECP_HEADER header =
        ex_pool_allocate(nonpaged ? SIM_NONPAGED : SIM_PAGED, sizeof *header + SizeOfContext,
                         PoolTag, "extra create parameter");
    header->links.Flink = header->links.Blink = NULL;
    header->type = *EcpType;
    header->cleanup = CleanupCallback;
    header->size = SizeOfContext;
    header->in_list = header->acknowledged = header->from_user_mode = false;
    *EcpContext = header->context;
    return STATUS_SUCCESS;
}

static void free_parameter(PECP_HEADER header) {
    if (header->cleanup != NULL) {
        if (sim_image_contains((const void *)header->cleanup)) {
            io_callout callout;
            io_callout_begin(&callout, IO_IN_NOTIFICATION, NULL, NULL,
                             "cleanup callback of an extra create parameter", 0);
            header->cleanup(header->context, &header->type);
            io_callout_end(&callout);
        } else {
            header->cleanup(header->context, &header->type);
        }
    }
    ex_pool_free(header);
}

VOID NTAPI FsRtlFreeExtraCreateParameter(PVOID EcpContext) {
    SIM_CALL(FsRtlFreeExtraCreateParameter);
    PECP_HEADER header = header_of(EcpContext);
    if (!ex_pool_owns(header)) {
        ex_pool_report_bad_free("FsRtlFreeExtraCreateParameter", EcpContext);
        return;
    }
    if (header->in_list) {
        sim_report(RULE_DDI, 0, SIM_NO_BUGCHECK,
                   "FsRtlFreeExtraCreateParameter was called for a parameter that is in a list");
        RemoveEntryList(&header->links);
    }
    free_parameter(header);
}

VOID NTAPI FsRtlFreeExtraCreateParameterList(PECP_LIST EcpList) {
    SIM_CALL(FsRtlFreeExtraCreateParameterList);
    if (!ex_pool_owns(EcpList)) {
        ex_pool_report_bad_free("FsRtlFreeExtraCreateParameterList", EcpList);
        return;
    }
    while (!IsListEmpty(&EcpList->entries)) {
        PLIST_ENTRY entry = RemoveHeadList(&EcpList->entries);
        free_parameter(CONTAINING_RECORD(entry, struct _ECP_HEADER, links));
    }
    ex_pool_free(EcpList);
}

// --- Lists ---------------------------------------------------------------------------------------

static PECP_HEADER find(PECP_LIST list, LPCGUID type) {
    for (PLIST_ENTRY e = list->entries.Flink; e != &list->entries; e = e->Flink) {
        PECP_HEADER header = CONTAINING_RECORD(e, struct _ECP_HEADER, links);
        if (is_type(&header->type, type)) return header;
    }
    return NULL;
}

NTSTATUS NTAPI FsRtlInsertExtraCreateParameter(PECP_LIST EcpList, PVOID EcpContext) {
    SIM_CALL(FsRtlInsertExtraCreateParameter);
    SIM_FAULT(FsRtlInsertExtraCreateParameter);
    PECP_HEADER header = header_of(EcpContext);
    if (find(EcpList, &header->type) != NULL) return STATUS_INVALID_PARAMETER;
    InsertTailList(&EcpList->entries, &header->links);
    header->in_list = true;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FsRtlFindExtraCreateParameter(PECP_LIST EcpList, LPCGUID EcpType, PVOID *EcpContext,
                                             ULONG *EcpContextSize) {
    SIM_CALL(FsRtlFindExtraCreateParameter);
    SIM_FAULT(FsRtlFindExtraCreateParameter);
    PECP_HEADER header = find(EcpList, EcpType);
    if (EcpContext != NULL) *EcpContext = header != NULL ? header->context : NULL;
    if (EcpContextSize != NULL) *EcpContextSize = header != NULL ? header->size : 0;
    return header != NULL ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

NTSTATUS NTAPI FsRtlRemoveExtraCreateParameter(PECP_LIST EcpList, LPCGUID EcpType,
                                               PVOID *EcpContext, ULONG *EcpContextSize) {
    SIM_CALL(FsRtlRemoveExtraCreateParameter);
    SIM_FAULT(FsRtlRemoveExtraCreateParameter);
    PECP_HEADER header = find(EcpList, EcpType);
    *EcpContext = header != NULL ? header->context : NULL;
    if (EcpContextSize != NULL) *EcpContextSize = header != NULL ? header->size : 0;
    if (header == NULL) return STATUS_NOT_FOUND;
    RemoveEntryList(&header->links);
    header->in_list = false;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FsRtlGetNextExtraCreateParameter(PECP_LIST EcpList, PVOID CurrentEcpContext,
                                                LPGUID NextEcpType, PVOID *NextEcpContext,
                                                ULONG *NextEcpContextSize) {
    SIM_CALL(FsRtlGetNextExtraCreateParameter);
    SIM_FAULT(FsRtlGetNextExtraCreateParameter);
    PLIST_ENTRY next = CurrentEcpContext != NULL ? header_of(CurrentEcpContext)->links.Flink
                                                 : EcpList->entries.Flink;
    PECP_HEADER header = next != &EcpList->entries
                             ? CONTAINING_RECORD(next, struct _ECP_HEADER, links)
                             : NULL;
    if (NextEcpContext != NULL) *NextEcpContext = header != NULL ? header->context : NULL;
    if (NextEcpContextSize != NULL) *NextEcpContextSize = header != NULL ? header->size : 0;
    if (header == NULL) return STATUS_NOT_FOUND;
    if (NextEcpType != NULL) *NextEcpType = header->type;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FsRtlGetEcpListFromIrp(PIRP Irp, PECP_LIST *EcpList) {
    SIM_CALL(FsRtlGetEcpListFromIrp);
    SIM_FAULT(FsRtlGetEcpListFromIrp);
    io_check_irp(Irp, "FsRtlGetEcpListFromIrp");
    *EcpList = io_ecps_of(Irp);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FsRtlSetEcpListIntoIrp(PIRP Irp, PECP_LIST EcpList) {
    SIM_CALL(FsRtlSetEcpListIntoIrp);
    SIM_FAULT(FsRtlSetEcpListIntoIrp);
    io_check_irp(Irp, "FsRtlSetEcpListIntoIrp");
    if (io_record_of(Irp) == NULL || io_ecps_of(Irp) != NULL) return STATUS_INVALID_PARAMETER;
    io_set_ecps(Irp, EcpList);
    return STATUS_SUCCESS;
}

VOID NTAPI FsRtlAcknowledgeEcp(PVOID EcpContext) {
    SIM_CALL(FsRtlAcknowledgeEcp);
    header_of(EcpContext)->acknowledged = true;
}

BOOLEAN NTAPI FsRtlIsEcpAcknowledged(PVOID EcpContext) {
    SIM_CALL(FsRtlIsEcpAcknowledged);
    return header_of(EcpContext)->acknowledged;
}

BOOLEAN NTAPI FsRtlIsEcpFromUserMode(PVOID EcpContext) {
    SIM_CALL(FsRtlIsEcpFromUserMode);
    return header_of(EcpContext)->from_user_mode;
}

VOID NTAPI FsRtlPrepareToReuseEcp(PVOID EcpContext) {
    SIM_CALL(FsRtlPrepareToReuseEcp);
    header_of(EcpContext)->acknowledged = false;
}
