// IRP_MJ_QUERY_VOLUME_INFORMATION, IRP_MJ_SET_VOLUME_INFORMATION.
#include "fs_internal.h"

#define CLUSTERS 262144 // of the whole disk, one quarter of them taken

// Copies a name behind a structure's head: as much as fits.
static NTSTATUS fill_text(WCHAR *to, ULONG room, const WCHAR *text, ULONG bytes, ULONG head,
                          ULONG *used)
{
    ULONG fits = bytes < room ? bytes : room & ~1u;

    memcpy(to, text, fits);
    *used = head + fits;
    return fits < bytes ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

static NTSTATUS query_volume(const fs_volume *volume, FILE_FS_VOLUME_INFORMATION *information,
                             ULONG length, ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_FS_VOLUME_INFORMATION, VolumeLabel);

    if (length < sizeof(*information)) return STATUS_INFO_LENGTH_MISMATCH;
    memset(information, 0, head);
    information->VolumeCreationTime.QuadPart = volume->root->created;
    information->VolumeSerialNumber = volume->serial;
    information->VolumeLabelLength = volume->label_length;
    return fill_text(information->VolumeLabel, length - head, volume->label, volume->label_length,
                     head, used);
}

static NTSTATUS query_attributes(const fs_volume *volume,
                                 FILE_FS_ATTRIBUTE_INFORMATION *information, ULONG length,
                                 ULONG *used)
{
    const ULONG head = FIELD_OFFSET(FILE_FS_ATTRIBUTE_INFORMATION, FileSystemName);
    const WCHAR *name = fs_can(volume)->file_system;
    ULONG bytes = 0;

    if (length < sizeof(*information)) return STATUS_INFO_LENGTH_MISMATCH;
    while (name[bytes / sizeof(WCHAR)] != 0) bytes += sizeof(WCHAR);
    information->FileSystemAttributes = fs_can(volume)->attributes;
    information->MaximumComponentNameLength = FS_NAME_LIMIT;
    information->FileSystemNameLength = bytes;
    return fill_text(information->FileSystemName, length - head, name, bytes, head, used);
}

static NTSTATUS query_size(FILE_FS_SIZE_INFORMATION *information, ULONG length, ULONG *used)
{
    if (length < sizeof(*information)) return STATUS_INFO_LENGTH_MISMATCH;
    information->TotalAllocationUnits.QuadPart = CLUSTERS;
    information->AvailableAllocationUnits.QuadPart = CLUSTERS / 4 * 3;
    information->SectorsPerAllocationUnit = FS_CLUSTER / 512;
    information->BytesPerSector = 512;
    *used = sizeof(*information);
    return STATUS_SUCCESS;
}

static NTSTATUS query_full_size(FILE_FS_FULL_SIZE_INFORMATION *information, ULONG length,
                                ULONG *used)
{
    if (length < sizeof(*information)) return STATUS_INFO_LENGTH_MISMATCH;
    information->TotalAllocationUnits.QuadPart = CLUSTERS;
    information->CallerAvailableAllocationUnits.QuadPart = CLUSTERS / 4 * 3;
    information->ActualAvailableAllocationUnits.QuadPart = CLUSTERS / 4 * 3;
    information->SectorsPerAllocationUnit = FS_CLUSTER / 512;
    information->BytesPerSector = 512;
    *used = sizeof(*information);
    return STATUS_SUCCESS;
}

static NTSTATUS query_device(const fs_volume *volume, FILE_FS_DEVICE_INFORMATION *information,
                             ULONG length, ULONG *used)
{
    if (length < sizeof(*information)) return STATUS_INFO_LENGTH_MISMATCH;
    information->DeviceType =
        volume->disk == NULL ? FILE_DEVICE_NETWORK_FILE_SYSTEM : FILE_DEVICE_DISK;
    information->Characteristics = FILE_DEVICE_IS_MOUNTED
                                   | (volume->disk == NULL ? FILE_REMOTE_DEVICE : 0);
    *used = sizeof(*information);
    return STATUS_SUCCESS;
}

NTSTATUS fs_query_volume(fs_request *request)
{
    const fs_volume *volume = request->vcb->volume;
    void *buffer = request->irp->AssociatedIrp.SystemBuffer;
    ULONG length = request->stack->Parameters.QueryVolume.Length;
    ULONG used = 0;
    NTSTATUS status = fs_verify(request);

    if (!NT_SUCCESS(status)) return status;
    switch (request->stack->Parameters.QueryVolume.FsInformationClass) {
    case FileFsVolumeInformation:
        status = query_volume(volume, buffer, length, &used);
        break;
    case FileFsAttributeInformation:
        status = query_attributes(volume, buffer, length, &used);
        break;
    case FileFsSizeInformation:
        status = query_size(buffer, length, &used);
        break;
    case FileFsFullSizeInformation:
        status = query_full_size(buffer, length, &used);
        break;
    case FileFsDeviceInformation:
        status = query_device(volume, buffer, length, &used);
        break;
    default:
        return STATUS_INVALID_PARAMETER;
    }
    request->irp->IoStatus.Information = used;
    return status;
}

NTSTATUS fs_set_volume(fs_request *request)
{
    const FILE_FS_LABEL_INFORMATION *label = request->irp->AssociatedIrp.SystemBuffer;
    ULONG length = request->stack->Parameters.SetVolume.Length;
    fs_volume *volume = request->vcb->volume;
    NTSTATUS status = fs_verify(request);

    if (!NT_SUCCESS(status)) return status;
    if (request->stack->Parameters.SetVolume.FsInformationClass != FileFsLabelInformation) {
        return STATUS_INVALID_PARAMETER;
    }
    if (request->vcb->vpb == NULL) return STATUS_ACCESS_DENIED; // a server's label
    if (length < FIELD_OFFSET(FILE_FS_LABEL_INFORMATION, VolumeLabel) + label->VolumeLabelLength) {
        return STATUS_INFO_LENGTH_MISMATCH;
    }
    if (label->VolumeLabelLength > sizeof(volume->label)) return STATUS_INVALID_VOLUME_LABEL;
    volume->label_length = (uint16_t)label->VolumeLabelLength;
    memcpy(volume->label, label->VolumeLabel, label->VolumeLabelLength);
    request->vcb->vpb->VolumeLabelLength = volume->label_length;
    memcpy(request->vcb->vpb->VolumeLabel, volume->label, volume->label_length);
    return STATUS_SUCCESS;
}
