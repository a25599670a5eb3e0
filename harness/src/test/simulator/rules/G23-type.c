// A filter's device has another type than the device that it is attached to: filters above take the
// volume for something else.
#define ATTACH AttachDevice
#include "legacy.h"

#if BROKEN
#define TYPE(Target) FILE_DEVICE_UNKNOWN
#else
#define TYPE(Target) (Target)->DeviceType
#endif

static VOID AttachDevice(PDEVICE_OBJECT Target)
{
    PDEVICE_OBJECT device;

    if (!NT_SUCCESS(IoCreateDevice(Driver, sizeof(EXTENSION), NULL, TYPE(Target), 0, FALSE,
                                   &device))) {
        return;
    }
    SetFlag(device->Flags, FlagOn(Target->Flags, DO_BUFFERED_IO | DO_DIRECT_IO));
    if (!NT_SUCCESS(IoAttachDeviceToDeviceStackSafe(device, Target, &LOWER(device)))) {
        IoDeleteDevice(device);
        return;
    }
    ClearFlag(device->Flags, DO_DEVICE_INITIALIZING);
}
