// Names and properties of volumes beyond those that flt_volume.c gives.
#include <stdio.h>
#include <string.h>

#include "../fs/fs.h"
#include "flt.h"

#define GUID_NAME_LENGTH 48 // "\??\Volume{…}"

// The mount manager's name of a disk: the same for the same disk in every run.
static void guid_name(const io_disk *disk, WCHAR *name) {
    char text[GUID_NAME_LENGTH + 1];
    snprintf(text, sizeof text, "\\??\\Volume{%08x-7065-7273-7472-65616d000000}",
             0x5EED0000u + (unsigned)disk->number);
    for (int i = 0; i < GUID_NAME_LENGTH; i++) name[i] = (WCHAR)(uint8_t)text[i];
}

// fltkernel/nf-fltkernel-fltgetvolumeguidname
NTSTATUS FLTAPI FltGetVolumeGuidName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeGuidName,
                                     PULONG BufferSizeNeeded) {
    SIM_CALL(FltGetVolumeGuidName);
    SIM_FAULT(FltGetVolumeGuidName);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    io_disk *disk = Volume->disk != NULL ? io_disk_of(Volume->disk) : NULL;
    if (disk == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    ULONG needed = GUID_NAME_LENGTH * sizeof(WCHAR);
    if (BufferSizeNeeded != NULL) *BufferSizeNeeded = needed;
    if (VolumeGuidName == NULL || VolumeGuidName->MaximumLength < needed) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    guid_name(disk, VolumeGuidName->Buffer);
    VolumeGuidName->Length = (USHORT)needed;
    return STATUS_SUCCESS;
}

// The volume of what may be a volume or an instance.
static PFLT_VOLUME volume_of(PVOID object) {
    flt_object *checked = flt_object_check(object, 0);
    if (checked->kind == FLT_KIND_INSTANCE) return ((PFLT_INSTANCE)object)->volume;
    return (PFLT_VOLUME)flt_object_check(object, FLT_KIND_VOLUME);
}

// fltkernel/nf-fltkernel-fltisvolumewritable
NTSTATUS FLTAPI FltIsVolumeWritable(PVOID FltObject, PBOOLEAN IsWritable) {
    SIM_CALL(FltIsVolumeWritable);
    SIM_FAULT(FltIsVolumeWritable);
    PFLT_VOLUME volume = volume_of(FltObject);
    if (volume->disk == NULL) return STATUS_INVALID_DEVICE_REQUEST;
    *IsWritable = (volume->disk->Characteristics & FILE_READ_ONLY_DEVICE) == 0;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltisvolumesnapshot: none of the simulated disks is one.
NTSTATUS FLTAPI FltIsVolumeSnapshot(PVOID FltObject, PBOOLEAN IsSnapshotVolume) {
    SIM_CALL(FltIsVolumeSnapshot);
    *IsSnapshotVolume = FALSE;
    return volume_of(FltObject)->disk != NULL ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST;
}
