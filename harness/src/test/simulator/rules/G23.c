// DO_DEVICE_INITIALIZING is not cleared on a device that was attached after DriverEntry: no filter
// can attach above it.
#define ATTACH AttachDevice
#include "legacy.h"

static VOID AttachDevice(PDEVICE_OBJECT Target)
{
    PDEVICE_OBJECT device;

    if (!NT_SUCCESS(IoCreateDevice(Driver, sizeof(EXTENSION), NULL, Target->DeviceType, 0, FALSE,
                                   &device))) {
        return;
    }
    SetFlag(device->Flags, FlagOn(Target->Flags, DO_BUFFERED_IO | DO_DIRECT_IO));
    if (!NT_SUCCESS(IoAttachDeviceToDeviceStackSafe(device, Target, &LOWER(device)))) {
        IoDeleteDevice(device);
        return;
    }
#if !BROKEN
    ClearFlag(device->Flags, DO_DEVICE_INITIALIZING);
#endif
}
