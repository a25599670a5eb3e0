// The filter registers for changes of file systems, which calls back at once, before its dispatch
// routines are set.
#define DRIVER_ENTRY
#include "legacy.h"

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(RegistryPath);
    Driver = DriverObject;
#if BROKEN
    status = IoRegisterFsRegistrationChange(DriverObject, FileSystemChanged);
    SetDispatch(DriverObject);
#else
    SetDispatch(DriverObject);
    status = IoRegisterFsRegistrationChange(DriverObject, FileSystemChanged);
#endif
    return status;
}
