
// Fails an open that the file system has completed, because the file cannot be kept track of. What
// the open has changed stays so: a file that it made exists, one that it overwrote is lost.
_IRQL_requires_max_(PASSIVE_LEVEL)
static
VOID
${prefix}pCancelOpen(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_ NTSTATUS Status
    )
{
    // It is too late where a handle exists already (L8).
    if (!FlagOn(FltObjects->FileObject->Flags, FO_HANDLE_CREATED)) {
        FltCancelFileOpen(FltObjects->Instance, FltObjects->FileObject);
        Data->IoStatus.Status = Status;
        Data->IoStatus.Information = 0;
    }
}
