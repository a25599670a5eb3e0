// A device's reference is not given back: the device, and with it the driver below, cannot go.
#define AFTER_CREATE Look
#include "legacy.h"

static VOID Look(PDEVICE_OBJECT DeviceObject, PFILE_OBJECT FileObject)
{
    PDEVICE_OBJECT top = IoGetAttachedDeviceReference(DeviceObject);

    UNREFERENCED_PARAMETER(FileObject);
#if !BROKEN
    ObDereferenceObject(top);
#else
    UNREFERENCED_PARAMETER(top);
#endif
}
