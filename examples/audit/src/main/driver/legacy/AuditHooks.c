// What Audit does beyond its schema. This file is yours: it was written once, and nothing
// overwrites it.

#include "Audit.h"

// After the operation create has been completed; Irp->IoStatus tells how.
// The contexts of the file are NULL if the open has failed or is to be reparsed (G2).
_Use_decl_annotations_
VOID
AuditPostCreateHook(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
}

// Before the operation write is passed down.
_Use_decl_annotations_
AUDIT_HOOK_ACTION
AuditPreWriteHook(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PAUDIT_STREAM_STATE StreamState
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(StreamState);

    return AuditHookContinue;
}

// After the operation write has been completed; Irp->IoStatus tells how.
// The thread and the IRQL are any: nothing pageable may be touched, and no context looked up,
// created or removed (L1).
_Use_decl_annotations_
VOID
AuditPostWriteHook(
    PDEVICE_OBJECT DeviceObject,
    PIRP Irp,
    PAUDIT_STREAM_STATE StreamState
    )
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(StreamState);
}
