
// The information classes by number: the headers name the later ones only from certain values of
// NTDDI_VERSION on, and a driver built for an earlier Windows meets them on a later one (N6).
<#list classes as class>
#define ${class.name} ${class.number}
</#list>
<#list tests as test>

// ${test.doc}
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${test.name}(
    _In_ PFLT_CALLBACK_DATA Data
    )
{
    switch ((ULONG)Data->Iopb->Parameters.SetFileInformation.FileInformationClass) {

<#list test.classes as class>
    case ${class}:
</#list>
        return ${test.result};

    default:
        return FALSE;
    }
}
</#list>
<#if deleting>

// Whether a request that sets a file's disposition wants it deleted, and not kept after all.
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}pIsDeleting(
    _In_ PFLT_CALLBACK_DATA Data
    )
{
    PVOID Buffer = Data->Iopb->Parameters.SetFileInformation.InfoBuffer;
    ULONG Length = Data->Iopb->Parameters.SetFileInformation.Length;
    ULONG Class = (ULONG)Data->Iopb->Parameters.SetFileInformation.FileInformationClass;

    if (Class == ${upper}_DISPOSITION_EX) {
        // The flags are one ULONG, whose lowest bit asks for the deletion.
        return Length >= sizeof(ULONG) && FlagOn(*(PULONG)Buffer, 0x1);
    }

    return Length >= sizeof(FILE_DISPOSITION_INFORMATION) &&
        ((PFILE_DISPOSITION_INFORMATION)Buffer)->DeleteFile;
}
</#if>
