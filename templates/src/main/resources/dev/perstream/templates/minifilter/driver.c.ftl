// Where the driver begins and where it ends.

#include "${umbrella}"

DRIVER_INITIALIZE DriverEntry;

PFLT_FILTER ${prefix}Filter;
<#if completions>

NPAGED_LOOKASIDE_LIST ${prefix}Completions;
</#if>

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, ${prefix}Unload)
#endif

_Use_decl_annotations_
NTSTATUS
NTAPI
DriverEntry(
    PDRIVER_OBJECT DriverObject,
    PUNICODE_STRING RegistryPath
    )
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(RegistryPath);
<#if driverRuntime>

    // Before anything takes memory from the pool (A11, A12).
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
</#if>
<#if completions>

    ExInitializeNPagedLookasideList(
        &${prefix}Completions,
        NULL,
        NULL,
        POOL_NX_ALLOCATION,
        sizeof(${upper}_COMPLETION),
        ${upper}_COMPLETION_TAG,
        0);
</#if>

    Status = FltRegisterFilter(DriverObject, &${prefix}Registration, &${prefix}Filter);

    if (NT_SUCCESS(Status)) {
        Status = FltStartFiltering(${prefix}Filter);

        if (!NT_SUCCESS(Status)) {
            // A driver that fails to start leaves nothing behind (L17).
            FltUnregisterFilter(${prefix}Filter);
        }
    }
<#if completions>

    if (!NT_SUCCESS(Status)) {
        ExDeleteNPagedLookasideList(&${prefix}Completions);
    }
</#if>

    return Status;
}

_Use_decl_annotations_
NTSTATUS
FLTAPI
${prefix}Unload(
    FLT_FILTER_UNLOAD_FLAGS Flags
    )
{
    PAGED_CODE();

    // A mandatory unload could not be refused (L19), and this filter never refuses one.
    UNREFERENCED_PARAMETER(Flags);

    // Returns when every callback has, and every context has been cleaned up. What these use goes
    // after it (L18).
    FltUnregisterFilter(${prefix}Filter);
<#if completions>
    ExDeleteNPagedLookasideList(&${prefix}Completions);
</#if>

    return STATUS_SUCCESS;
}
