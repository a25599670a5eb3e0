<#import "lib.ftl" as c>
// The names of files and volumes, as the Filter Manager knows them.

#include "${umbrella}"
<#if ordersNames>

<#include "/common/renames.c.ftl">
</#if>
<@c.allocText pagedRoutines/>
<#if fileName>
<#include "name-file.ftl">
</#if>
<#if rename>
<#include "name-rename.ftl">
</#if>
<#if volumeName>

_Use_decl_annotations_
NTSTATUS
${prefix}QueryVolumeName(
    PFLT_VOLUME Volume,
    PUNICODE_STRING VolumeName
    )
{
    ULONG Size = 0;
    NTSTATUS Status;
<@c.pagedCode prefix + "QueryVolumeName"/>

    RtlZeroMemory(VolumeName, sizeof(*VolumeName));

    Status = FltGetVolumeName(Volume, NULL, &Size);

    if (Status != STATUS_BUFFER_TOO_SMALL || Size > MAXUSHORT) {
        return STATUS_OBJECT_NAME_INVALID;
    }

    VolumeName->Buffer = ${prefix}AllocatePaged(Size, ${volumeTag});

    if (VolumeName->Buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    VolumeName->MaximumLength = (USHORT)Size;
    Status = FltGetVolumeName(Volume, VolumeName, NULL);

    if (!NT_SUCCESS(Status)) {
        ${prefix}FreeVolumeName(VolumeName);
    }

    return Status;
}
</#if>
<#list lazies as lazy>

_Use_decl_annotations_
VOID
${lazy.renew}(
    PFLT_CALLBACK_DATA Data,
    ${lazy.pointer} ${lazy.name}
    )
{
    PFLT_FILE_NAME_INFORMATION NameInformation;
    LONG64 Generation = ${prefix}RenamesSoFar();
<@c.pagedCode lazy.renew/>

    // A stale look costs one more query, now or at the next use.
    if (${lazy.stale} &&
        NT_SUCCESS(${prefix}QueryName(Data, &NameInformation))) {

        ${lazy.refresh}(${lazy.name}, &NameInformation->Name, Generation);
        ${prefix}ReleaseName(NameInformation);
    }
}
</#list>
