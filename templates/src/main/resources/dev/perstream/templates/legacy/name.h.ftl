// The names of open files.

#pragma once

// Asks for the name of an open file: that of the volume's device, and the path.
//
// Name - Holds what is returned, to be freed with ${prefix}FreeText and ${upper}_TAG.
//     Empty if the return value is NULL, because the name could not be had.
_Must_inspect_result_
_IRQL_requires_max_(APC_LEVEL)
PCUNICODE_STRING
${prefix}QueryName(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_opt_ PFILE_OBJECT FileObject,
    _Out_ PUNICODE_STRING Name
    );
<#if uses.orderedNames>
<#assign lazyNames = uses.lazyNames>

<#include "/common/renames.h.ftl">
</#if>
<#if uses.lazyNames>

// Counts a rename that has succeeded. If it is that of a folder, the names below it are stale (N5).
_IRQL_requires_(PASSIVE_LEVEL)
LONG64
${prefix}CountRename(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PFILE_OBJECT FileObject
    );
</#if>
<#list lazyContexts as context>

// Brings the name up to date if folders have been renamed, where a name can be asked for (N5).
_IRQL_requires_max_(APC_LEVEL)
VOID
${context.refreshRenamed}(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PFILE_OBJECT FileObject,
    _Inout_ ${context.pointer} ${context.name}
    );
</#list>
