<#import "lib.ftl" as c>
// The filter on a volume: attached, asked to leave, detached.

#include "${umbrella}"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, ${prefix}InstanceSetup)
#pragma alloc_text(PAGE, ${prefix}InstanceQueryTeardown)
<#if teardown??>
#pragma alloc_text(PAGE, ${prefix}InstanceTeardownStart)
</#if>
#endif

_Use_decl_annotations_
NTSTATUS
FLTAPI
${prefix}InstanceSetup(
    PCFLT_RELATED_OBJECTS FltObjects,
    FLT_INSTANCE_SETUP_FLAGS Flags,
    DEVICE_TYPE VolumeDeviceType,
    FLT_FILESYSTEM_TYPE VolumeFilesystemType
    )
{
<@c.groups setup/>
}

_Use_decl_annotations_
NTSTATUS
FLTAPI
${prefix}InstanceQueryTeardown(
    PCFLT_RELATED_OBJECTS FltObjects,
    FLT_INSTANCE_QUERY_TEARDOWN_FLAGS Flags
    )
{
    PAGED_CODE();

    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(Flags);

    // Without this routine, nobody could detach the filter from a volume by hand (L19).
    return STATUS_SUCCESS;
}
<#if teardown??>

_Use_decl_annotations_
VOID
FLTAPI
${prefix}InstanceTeardownStart(
    PCFLT_RELATED_OBJECTS FltObjects,
    FLT_INSTANCE_TEARDOWN_FLAGS Reason
    )
{
<@c.groups teardown/>
}
</#if>
