
// Parses a name that was got, and gives it up if it cannot be (N2).
_IRQL_requires_max_(APC_LEVEL)
static
NTSTATUS
${prefix}pParseName(
    _In_ NTSTATUS Status,
    _Inout_ PFLT_FILE_NAME_INFORMATION *NameInformation
    )
{
    if (NT_SUCCESS(Status)) {
        Status = FltParseFileNameInformation(*NameInformation);

        if (!NT_SUCCESS(Status)) {
            FltReleaseFileNameInformation(*NameInformation);
        }
    }

    if (!NT_SUCCESS(Status)) {
        *NameInformation = NULL;
    }

    return Status;
}

_Use_decl_annotations_
NTSTATUS
${prefix}QueryName(
    PFLT_CALLBACK_DATA Data,
    PFLT_FILE_NAME_INFORMATION *NameInformation
    )
{
    NTSTATUS Status;
<@c.pagedCode prefix + "QueryName"/>

    *NameInformation = NULL;

    // To ask the file system from inside paging I/O or another request to it could deadlock (N3).
    if (FlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO) ||
        IoGetTopLevelIrp() != NULL) {

        return STATUS_FLT_INVALID_NAME_REQUEST;
    }

    Status = FltGetFileNameInformation(
        Data,
        FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT,
        NameInformation);

    return ${prefix}pParseName(Status, NameInformation);
}

_Use_decl_annotations_
VOID
${prefix}ReleaseName(
    PFLT_FILE_NAME_INFORMATION NameInformation
    )
{
<#if pagedRoutines?seq_contains(prefix + "ReleaseName")>
    PAGED_CODE();

</#if>
    if (NameInformation != NULL) {
        FltReleaseFileNameInformation(NameInformation);
    }

    // Keeps the call above from becoming a jump (S28).
    KeMemoryBarrierWithoutFence();
}
