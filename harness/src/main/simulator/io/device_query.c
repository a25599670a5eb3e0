// What drivers ask of device objects: their stacks, their disks, their names.
#include "internal.h"

// A reference that the caller must release.
#define GIVE(object)                                                                               \
    do {                                                                                           \
        ob_reference(object);                                                                      \
        if (IO_FROM_DRIVER()) ob_grant(object);                                                    \
    } while (0)

PDEVICE_OBJECT io_related_device(PFILE_OBJECT file) {
    PDEVICE_OBJECT device;
    if (file->Vpb != NULL && file->Vpb->DeviceObject != NULL) {
        device = file->Vpb->DeviceObject;
    } else if ((file->Flags & FO_DIRECT_DEVICE_OPEN) == 0 && file->DeviceObject->Vpb != NULL &&
               file->DeviceObject->Vpb->DeviceObject != NULL) {
        device = file->DeviceObject->Vpb->DeviceObject;
    } else {
        device = file->DeviceObject;
    }
    return io_top_of_stack(device);
}

PDEVICE_OBJECT NTAPI IoGetRelatedDeviceObject(PFILE_OBJECT FileObject) {
    SIM_CALL(IoGetRelatedDeviceObject);
    return io_related_device(FileObject);
}

PDEVICE_OBJECT NTAPI IoGetBaseFileSystemDeviceObject(PFILE_OBJECT FileObject) {
    SIM_CALL(IoGetBaseFileSystemDeviceObject);
    return io_base_of_stack(io_related_device(FileObject));
}

PDEVICE_OBJECT NTAPI IoGetAttachedDevice(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoGetAttachedDevice);
    io_check_device(DeviceObject, "IoGetAttachedDevice");
    return io_top_of_stack(DeviceObject);
}

PDEVICE_OBJECT NTAPI IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoGetAttachedDeviceReference);
    io_check_device(DeviceObject, "IoGetAttachedDeviceReference");
    PDEVICE_OBJECT top = io_top_of_stack(DeviceObject);
    GIVE(top);
    return top;
}

PDEVICE_OBJECT NTAPI IoGetLowerDeviceObject(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoGetLowerDeviceObject);
    io_check_device(DeviceObject, "IoGetLowerDeviceObject");
    PDEVICE_OBJECT lower = io_device_below(DeviceObject);
    if (lower != NULL) GIVE(lower);
    return lower;
}

PDEVICE_OBJECT NTAPI IoGetDeviceAttachmentBaseRef(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoGetDeviceAttachmentBaseRef);
    io_check_device(DeviceObject, "IoGetDeviceAttachmentBaseRef");
    PDEVICE_OBJECT base = io_base_of_stack(DeviceObject);
    GIVE(base);
    return base;
}

NTSTATUS NTAPI IoGetDiskDeviceObject(PDEVICE_OBJECT FileSystemDeviceObject,
                                     PDEVICE_OBJECT *DiskDeviceObject) {
    SIM_CALL(IoGetDiskDeviceObject);
    SIM_FAULT(IoGetDiskDeviceObject);
    io_check_device(FileSystemDeviceObject, "IoGetDiskDeviceObject");
    if (FileSystemDeviceObject->Vpb != NULL) return STATUS_INVALID_PARAMETER; // a storage device
    PVPB vpb = io_device_of(FileSystemDeviceObject)->vpb;
    if (vpb == NULL) return STATUS_INVALID_PARAMETER;
    if ((vpb->Flags & VPB_MOUNTED) == 0) return STATUS_VOLUME_DISMOUNTED;
    GIVE(vpb->RealDevice);
    *DiskDeviceObject = vpb->RealDevice;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoEnumerateDeviceObjectList(PDRIVER_OBJECT DriverObject,
                                           PDEVICE_OBJECT *DeviceObjectList,
                                           ULONG DeviceObjectListSize,
                                           PULONG ActualNumberDeviceObjects) {
    SIM_CALL(IoEnumerateDeviceObjectList);
    SIM_FAULT(IoEnumerateDeviceObjectList);
    ULONG room = DeviceObjectList != NULL ? DeviceObjectListSize / sizeof(PDEVICE_OBJECT) : 0;
    ULONG count = 0;
    for (PDEVICE_OBJECT device = DriverObject->DeviceObject; device != NULL;
         device = device->NextDevice) {
        if (count < room) {
            GIVE(device);
            DeviceObjectList[count] = device;
        }
        count++;
    }
    *ActualNumberDeviceObjects = count;
    return count <= room ? STATUS_SUCCESS : STATUS_BUFFER_TOO_SMALL;
}

NTSTATUS NTAPI IoGetDeviceObjectPointer(PUNICODE_STRING ObjectName, ACCESS_MASK DesiredAccess,
                                        PFILE_OBJECT *FileObject, PDEVICE_OBJECT *DeviceObject) {
    SIM_CALL(IoGetDeviceObjectPointer);
    SIM_FAULT(IoGetDeviceObjectPointer);
    io_open_request request = {.path = *ObjectName,
                               .access = DesiredAccess,
                               .share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                               .disposition = FILE_OPEN,
                               .options = FILE_NON_DIRECTORY_FILE,
                               .flags = IO_KERNEL_MODE};
    PFILE_OBJECT file;
    NTSTATUS status = io_open(&request, &file, NULL);
    if (!NT_SUCCESS(status)) return status;
    // The handle is closed at once, and the reference left to the caller.
    GIVE(file);
    io_cleanup(file);
    *FileObject = file;
    *DeviceObject = io_related_device(file);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName) {
    SIM_CALL(IoCreateSymbolicLink);
    SIM_FAULT(IoCreateSymbolicLink);
    return ob_create_link(SymbolicLinkName, DeviceName);
}

NTSTATUS NTAPI IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName) {
    SIM_CALL(IoDeleteSymbolicLink);
    SIM_FAULT(IoDeleteSymbolicLink);
    return ob_delete_link(SymbolicLinkName);
}
