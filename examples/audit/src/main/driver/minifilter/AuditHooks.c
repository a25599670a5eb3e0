// Where Audit does what only its author knows. This file is yours: it was written once and is
// never overwritten.

#include "Audit.h"

// After the operation create has been completed; Data->IoStatus tells how.
// The contexts of the file are NULL if the open has failed or is to be reparsed (S2).
VOID
AuditPostCreateHook(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects
    )
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
}

// Before the operation write is passed down.
AUDIT_HOOK_ACTION
AuditPreWriteHook(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PAUDIT_STREAM_STATE StreamState
    )
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(StreamState);

    return AuditHookContinue;
}

// After the operation write has been completed; Data->IoStatus tells how.
// Any thread, up to DISPATCH_LEVEL: nothing pageable is touched, and no context is got, set or
// removed (L1).
VOID
AuditPostWriteHook(
    _Inout_ PFLT_CALLBACK_DATA Data,
    _In_ PCFLT_RELATED_OBJECTS FltObjects,
    _In_opt_ PAUDIT_STREAM_STATE StreamState
    )
{
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(FltObjects);
    UNREFERENCED_PARAMETER(StreamState);
}
