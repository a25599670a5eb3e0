// A device is deleted that is still attached: the stack goes on to send requests to it.
#define UNLOAD UnloadAll
#include "legacy.h"

static VOID NTAPI UnloadAll(PDRIVER_OBJECT DriverObject)
{
    IoUnregisterFsRegistrationChange(DriverObject, FileSystemChanged);
    while (DriverObject->DeviceObject != NULL) {
#if !BROKEN
        IoDetachDevice(LOWER(DriverObject->DeviceObject));
#endif
        IoDeleteDevice(DriverObject->DeviceObject);
    }
}
