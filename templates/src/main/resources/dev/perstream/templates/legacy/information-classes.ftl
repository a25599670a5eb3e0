
// The numbers of information classes. Headers name the later ones from some version on only, but a
// driver for an earlier Windows meets them too when it runs on a later one (N6).
<#list driver.informationClasses as class>
#define ${class.name} ${class.number}
</#list>
<#list driver.informationTests as test>

// ${test.doc}
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${test.name}(
    _In_ PIRP Irp
    )
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);

    switch ((ULONG)Stack->Parameters.SetFile.FileInformationClass) {

<#list test.classes as class>
    case ${class}:
</#list>

        return ${test.result};

    default:

        return FALSE;
    }
}
</#list>
<#if driver.uses.deleting>

// Whether a request that is about deletion wants it, and does not take it back.
_IRQL_requires_max_(APC_LEVEL)
static
BOOLEAN
${prefix}IsDeleting(
    _In_ PIRP Irp
    )
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    PVOID Buffer = Irp->AssociatedIrp.SystemBuffer;
    ULONG Length = Stack->Parameters.SetFile.Length;

    if ((ULONG)Stack->Parameters.SetFile.FileInformationClass == ${driver.upper}_DISPOSITION_EX) {

        // Flags, the lowest of which is for deletion.
        return Length >= sizeof(ULONG) && FlagOn(*(PULONG)Buffer, 0x00000001);
    }

    return Length >= sizeof(FILE_DISPOSITION_INFORMATION) &&
        ((PFILE_DISPOSITION_INFORMATION)Buffer)->DeleteFile;
}
</#if>
