// The owner of a context is a device that is deleted before it: another owner may get its address,
// and with it the context.
#define UNLOAD UnloadInOrder
#define CREATE MarkFirst
#include "legacy.h"

static FSRTL_PER_STREAM_CONTEXT Context;
static PFSRTL_ADVANCED_FCB_HEADER Header;
static PVOID Owner;

static VOID NTAPI Free(PVOID Buffer)
{
    UNREFERENCED_PARAMETER(Buffer);
    Header = NULL;
}

static NTSTATUS NTAPI MarkFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    NTSTATUS status = PassAndWait(DeviceObject, Irp);

    if (NT_SUCCESS(status) && Owner == NULL && FsRtlSupportsPerStreamContexts(file)) {
        Owner = DeviceObject->DeviceExtension;
        Header = FsRtlGetPerStreamContextPointer(file);
        FsRtlInitPerStreamContext(&Context, Owner, NULL, Free);
        if (!NT_SUCCESS(FsRtlInsertPerStreamContext(Header, &Context))) Header = NULL;
    }
    return Complete(Irp, status);
}

static VOID Remove(VOID)
{
    if (Header != NULL) FsRtlRemovePerStreamContext(Header, Owner, NULL);
}

static VOID NTAPI UnloadInOrder(PDRIVER_OBJECT DriverObject)
{
    IoUnregisterFsRegistrationChange(DriverObject, FileSystemChanged);
#if !BROKEN
    Remove();
#endif
    while (DriverObject->DeviceObject != NULL) {
        IoDetachDevice(LOWER(DriverObject->DeviceObject));
        IoDeleteDevice(DriverObject->DeviceObject);
    }
#if BROKEN
    Remove();
#endif
}
