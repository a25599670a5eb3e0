// A major function has no dispatch routine: flushes fail on every volume, instead of being passed
// on.
#define DRIVER_ENTRY
#include "legacy.h"

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
#if BROKEN
    PDRIVER_DISPATCH invalid = DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS];
#endif

    UNREFERENCED_PARAMETER(RegistryPath);
    Driver = DriverObject;
    SetDispatch(DriverObject);
#if BROKEN
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = invalid;
#endif
    return IoRegisterFsRegistrationChange(DriverObject, FileSystemChanged);
}
