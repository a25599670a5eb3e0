
// Whether a file is about to be renamed through one of its alternate streams.
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}pIsOpenOnStream(
    _In_ PFLT_CALLBACK_DATA Data
    )
{
    PFLT_FILE_NAME_INFORMATION NameInformation;
    BOOLEAN IsOpenOnStream = FALSE;

    PAGED_CODE();

    if (NT_SUCCESS(${prefix}QueryName(Data, &NameInformation))) {
        IsOpenOnStream = (NameInformation->Stream.Length != 0);
        ${prefix}ReleaseName(NameInformation);
    }

    return IsOpenOnStream;
}

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
static
NTSTATUS
${prefix}pQueryDestinationName(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ PFLT_FILE_NAME_INFORMATION *NameInformation
    )
{
    PFILE_RENAME_INFORMATION Rename = Data->Iopb->Parameters.SetFileInformation.InfoBuffer;
    ULONG Length = Data->Iopb->Parameters.SetFileInformation.Length;
    NTSTATUS Status;

    PAGED_CODE();

    *NameInformation = NULL;

    // All classes that rename have this buffer (N6). It is checked, because a filter above may have
    // made the request.
    if (Length < (ULONG)FIELD_OFFSET(FILE_RENAME_INFORMATION, FileName) ||
        Rename->FileNameLength > Length - (ULONG)FIELD_OFFSET(FILE_RENAME_INFORMATION, FileName)) {

        return STATUS_INVALID_PARAMETER;
    }

    Status = FltGetDestinationFileNameInformation(
        FltObjects->Instance,
        FltObjects->FileObject,
        Rename->RootDirectory,
        Rename->FileName,
        Rename->FileNameLength,
        FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT,
        NameInformation);

    Status = ${prefix}pParseName(Status, NameInformation);

    if (NT_SUCCESS(Status) &&
        (*NameInformation)->Stream.Length == 0 &&
        ${prefix}pIsOpenOnStream(Data)) {

        // The destination is that of the file. Only afterwards the stream's name can be had.
        FltReleaseFileNameInformation(*NameInformation);
        *NameInformation = NULL;
        Status = STATUS_FLT_INVALID_NAME_REQUEST;
    }

    return Status;
}

_Use_decl_annotations_
NTSTATUS
${prefix}QueryDestination(
    PFLT_CALLBACK_DATA Data,
    PCFLT_RELATED_OBJECTS FltObjects,
    P${upper}_DESTINATION *Destination
    )
{
    P${upper}_DESTINATION New;
    NTSTATUS Status;

    PAGED_CODE();

    *Destination = NULL;

    New = ${prefix}AllocatePaged(sizeof(*New), ${destinationTag});

    if (New == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    New->Generation = ${prefix}RenamesSoFar();
    Status = ${prefix}pQueryDestinationName(Data, FltObjects, &New->Name);

    if (!NT_SUCCESS(Status)) {
        ${prefix}Free(New, ${destinationTag});
        return Status;
    }

    *Destination = New;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
${prefix}ReleaseDestination(
    P${upper}_DESTINATION Destination
    )
{
    PAGED_CODE();

    if (Destination != NULL) {
        ${prefix}ReleaseName(Destination->Name);
        ${prefix}Free(Destination, ${destinationTag});
    }
}

_Use_decl_annotations_
NTSTATUS
${prefix}QueryRenamedName(
    PFLT_CALLBACK_DATA Data,
    P${upper}_DESTINATION Destination,
    LONG64 Generation,
    PFLT_FILE_NAME_INFORMATION *NameInformation
    )
{
    NTSTATUS Status;

    PAGED_CODE();

    *NameInformation = NULL;

    // If another rename was counted in between, it may have been of this file, and the later one.
    if (Destination == NULL || Generation != Destination->Generation + 1) {
        return ${prefix}QueryName(Data, NameInformation);
    }

    // The file system may have turned a short last component into the long one of a file that was
    // just deleted or renamed away. If it has not, nothing is returned.
    Status = FltGetTunneledName(Data, Destination->Name, NameInformation);

    if (NT_SUCCESS(Status) && *NameInformation == NULL) {
        FltReferenceFileNameInformation(Destination->Name);
        *NameInformation = Destination->Name;
    }

    return ${prefix}pParseName(Status, NameInformation);
}
