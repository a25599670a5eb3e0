// The filter goes without taking back its registration: the next file system that comes calls a
// routine that is not there.
#define UNLOAD UnloadAll
#include "legacy.h"

static VOID NTAPI UnloadAll(PDRIVER_OBJECT DriverObject)
{
#if !BROKEN
    IoUnregisterFsRegistrationChange(DriverObject, FileSystemChanged);
#endif
    while (DriverObject->DeviceObject != NULL) {
        IoDetachDevice(LOWER(DriverObject->DeviceObject));
        IoDeleteDevice(DriverObject->DeviceObject);
    }
}
