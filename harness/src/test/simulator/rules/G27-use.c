// A legacy filter unloads while a request is on its way through it: the code that the request comes
// back to is gone. One that cannot be unloaded keeps the rule.
#define DRIVER_ENTRY
#include "legacy.h"

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    Driver = DriverObject;
    SetDispatch(DriverObject);
#if !BROKEN
    DriverObject->DriverUnload = NULL;
#endif
    return IoRegisterFsRegistrationChange(DriverObject, FileSystemChanged);
}
