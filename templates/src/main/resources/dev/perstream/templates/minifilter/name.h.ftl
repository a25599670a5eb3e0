// The names of files and volumes, as the Filter Manager knows them.

#pragma once
<#if fileName>

// Gets the normalized name of the file that an operation is about, parsed (N2). Where a name cannot
// be asked for, this fails (N3). The caller releases the name and does not change it (N1).
_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}QueryName(
    _In_ PFLT_CALLBACK_DATA Data,
    _Outptr_result_maybenull_ PFLT_FILE_NAME_INFORMATION *NameInformation
    );

// Releases a name, after which it is not touched any more. NULL does nothing.
_IRQL_requires_max_(APC_LEVEL)
VOID
${prefix}ReleaseName(
    _In_opt_ PFLT_FILE_NAME_INFORMATION NameInformation
    );
</#if>
<#if ordersNames>

<#include "/common/renames.h.ftl">
</#if>
<#if rename>

// Where a rename takes its file, and the count of renames from before that was asked for.
typedef struct _${upper}_DESTINATION {

    PFLT_FILE_NAME_INFORMATION Name;
    LONG64 Generation;

} ${upper}_DESTINATION, *P${upper}_DESTINATION;

// Gets the destination of a rename, before it is done (N4). The caller releases it.
_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}QueryDestination(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Outptr_result_maybenull_ P${upper}_DESTINATION *Destination
    );

// Releases a destination with its name. NULL does nothing.
_IRQL_requires_max_(APC_LEVEL)
VOID
${prefix}ReleaseDestination(
    _In_opt_ P${upper}_DESTINATION Destination
    );

// Gets the name that a rename has given, after it has succeeded (N4). The caller releases it.
//
// Destination - What was asked for before the rename; NULL if it could not be had.
//
// Generation - The count of renames, this one included.
_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}QueryRenamedName(
    _In_ PFLT_CALLBACK_DATA Data,
    _In_opt_ P${upper}_DESTINATION Destination,
    _In_ LONG64 Generation,
    _Outptr_result_maybenull_ PFLT_FILE_NAME_INFORMATION *NameInformation
    );
</#if>
<#if volumeName>

// Gets the name of a volume's device. The caller frees it.
_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${prefix}QueryVolumeName(
    _In_ PFLT_VOLUME Volume,
    _Out_ PUNICODE_STRING VolumeName
    );

_IRQL_requires_max_(APC_LEVEL)
FORCEINLINE
VOID
${prefix}FreeVolumeName(
    _Inout_ PUNICODE_STRING VolumeName
    )
{
    ${prefix}FreeText(VolumeName, ${volumeTag});
}
</#if>
<#list lazies as lazy>

// Asks for the name again if a folder was renamed since it was kept (N5).
_IRQL_requires_max_(APC_LEVEL)
VOID
${lazy.renew}(
    _In_ PFLT_CALLBACK_DATA Data,
    _Inout_ ${lazy.pointer} ${lazy.name}
    );
</#list>
