// Names and properties of volumes beyond those that flt_volume.c gives.
#include "flt.h"

#define GUID_NAME_LENGTH 48 // "\??\Volume{…}"

// The mount manager's name of a disk: the same for the same disk in every run.
static void guid_name(const io_disk *disk, WCHAR *name) {
    static const char text[] = "\\??\\Volume{5eed0000-7065-7273-7472-65616d000000}";
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < GUID_NAME_LENGTH; i++) name[i] = (WCHAR)(uint8_t)text[i];
    for (int i = 0; i < 4; i++) {
        name[18 - i] = (WCHAR)(uint8_t)digits[(disk->number >> (4 * i)) & 15];
    }
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

// fltkernel/nf-fltkernel-fltisvolumesnapshot: none of the simulated disks is one.
NTSTATUS FLTAPI FltIsVolumeSnapshot(PVOID FltObject, PBOOLEAN IsSnapshotVolume) {
    SIM_CALL(FltIsVolumeSnapshot);
    *IsSnapshotVolume = FALSE;
    return volume_of(FltObject)->disk != NULL ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST;
}
