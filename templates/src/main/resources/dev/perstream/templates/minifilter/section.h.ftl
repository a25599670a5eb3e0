// Sections for scanning a file's data, with a context for as long as one is open.

#pragma once

typedef struct _${upper}_SECTION {

    // The caller's reference, as long as the section is open (X5).
    ${pointer} ${name};

    HANDLE Handle;

    PVOID Object;

    LARGE_INTEGER Size;

} ${upper}_SECTION, *P${upper}_SECTION;

// Opens a section over the file's data for reading. One can be open at a time for a stream; what
// cannot be scanned is told by the status: STATUS_END_OF_FILE (empty), STATUS_FILE_IS_A_DIRECTORY,
// STATUS_FILE_LOCK_CONFLICT, STATUS_INVALID_FILE_FOR_SECTION, STATUS_PRIVILEGE_NOT_HELD,
// STATUS_NOT_SUPPORTED, STATUS_FLT_CONTEXT_ALREADY_DEFINED (X3).
_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTSTATUS
${open}(
<#if takesData>
    _In_ PFLT_CALLBACK_DATA Data,
</#if>
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _Out_ P${upper}_SECTION Section
    );

// Closes a section that was opened. To be called once for each (X4).
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID
${close}(
    _Inout_ P${upper}_SECTION Section
    );
