// Volumes: what the Filter Manager knows of each stack that it is attached to.
#include "flt_internal.h"

static PFLT_INSTANCE instance_at(LIST_ENTRY *links) {
    return CONTAINING_RECORD(links, struct _FLT_INSTANCE, volume_links);
}

// Operations that nobody has callbacks for pass without a record.
void flt_volume_interests(PFLT_VOLUME volume) {
    for (uint32_t major = 0; major < FLT_MAJORS; major++) {
        bool interested = false;
        for (LIST_ENTRY *at = volume->instances.Flink; at != &volume->instances; at = at->Flink) {
            PFLT_INSTANCE instance = instance_at(at);
            interested |= instance->state == FLT_INSTANCE_ATTACHED &&
                          instance->filter->operations[major].registered;
        }
        volume->interested[major] = interested;
    }
}

// --- File systems --------------------------------------------------------------------------------

static const struct {
    const WCHAR *driver;
    FLT_FILESYSTEM_TYPE type;
} types[] = {
    {L"\\FileSystem\\Ntfs", FLT_FSTYPE_NTFS},         {L"\\FileSystem\\Fastfat", FLT_FSTYPE_FAT},
    {L"\\FileSystem\\exfat", FLT_FSTYPE_EXFAT},       {L"\\FileSystem\\cdfs", FLT_FSTYPE_CDFS},
    {L"\\FileSystem\\udfs", FLT_FSTYPE_UDFS},         {L"\\FileSystem\\mrxsmb", FLT_FSTYPE_LANMAN},
    {L"\\FileSystem\\Mup", FLT_FSTYPE_MUP},           {L"\\FileSystem\\Npfs", FLT_FSTYPE_NPFS},
    {L"\\FileSystem\\Msfs", FLT_FSTYPE_MSFS},         {L"\\FileSystem\\ReFS", FLT_FSTYPE_REFS},
    {L"\\FileSystem\\RAW", FLT_FSTYPE_RAW},           {L"\\FileSystem\\rdpdr", FLT_FSTYPE_RDPDR},
};

static FLT_FILESYSTEM_TYPE type_of(PDEVICE_OBJECT device) {
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        UNICODE_STRING name;
        RtlInitUnicodeString(&name, types[i].driver);
        if (RtlEqualUnicodeString(&device->DriverObject->DriverName, &name, TRUE)) {
            return types[i].type;
        }
    }
    return FLT_FSTYPE_UNKNOWN;
}

// --- Life ----------------------------------------------------------------------------------------

PFLT_VOLUME flt_volume_create(PDEVICE_OBJECT device, PDEVICE_OBJECT below, PDEVICE_OBJECT disk) {
    PFLT_VOLUME volume = sim_alloc(sizeof *volume);
    volume->object.magic = FLT_MAGIC;
    volume->object.kind = FLT_KIND_VOLUME;
    volume->object.identity = sim_identify("volume", volume);
    InitializeListHead(&volume->instances);
    InitializeListHead(&volume->contexts.head);
    volume->device = device;
    volume->below = below;
    volume->file_system = below;
    while (io_device_below(volume->file_system) != NULL) {
        volume->file_system = io_device_below(volume->file_system);
    }
    volume->disk = disk;
    volume->name = *io_device_name(disk != NULL ? disk : volume->file_system);
    volume->type = type_of(volume->file_system);
    volume->device_type = volume->file_system->DeviceType;
    volume->mounted = true;
    if (sim_recording) sim_name(volume->object.identity, "%s", sim_text(&volume->name));
    InsertTailList(&flt_globals.volumes, &volume->links);
    return volume;
}

void flt_volume_start(PFLT_VOLUME volume) {
    for (LIST_ENTRY *at = flt_globals.filters.Flink; at != &flt_globals.filters; at = at->Flink) {
        flt_attach_automatically(CONTAINING_RECORD(at, struct _FLT_FILTER, links), volume,
                                 FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT |
                                     FLTFL_INSTANCE_SETUP_NEWLY_MOUNTED_VOLUME);
    }
}

void flt_volume_end(PFLT_VOLUME volume) {
    if (volume->object.deleting) return;
    volume->object.deleting = true;
    sim_history(volume->object.identity, "dismounted", -1);
    while (!IsListEmpty(&volume->instances)) {
        flt_teardown(instance_at(volume->instances.Flink), FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT);
    }
    flt_list_end(&volume->contexts, "detached: the volume is dismounted");
    RemoveEntryList(&volume->links);
    volume->mounted = false;
}

PFLT_VOLUME flt_volume_of_device(PDEVICE_OBJECT device) {
    for (PDEVICE_OBJECT at = io_top_of_stack(device); at != NULL; at = io_device_below(at)) {
        if (at->DriverObject == flt_globals.driver) return *(PFLT_VOLUME *)at->DeviceExtension;
    }
    return NULL;
}

PFLT_VOLUME flt_volume_of_file(PFILE_OBJECT file) {
    PDEVICE_OBJECT device = file->DeviceObject;
    if (device == NULL) return NULL;
    PVPB vpb = (PVPB)(uintptr_t)device->Vpb;
    if (vpb != NULL && vpb->DeviceObject != NULL) device = vpb->DeviceObject;
    return flt_volume_of_device(device);
}

// --- What drivers ask ----------------------------------------------------------------------------

static NTSTATUS return_volume(PFLT_VOLUME volume, PFLT_VOLUME *result) {
    if (volume == NULL) return STATUS_INVALID_PARAMETER;
    if (!flt_reference(volume)) return STATUS_FLT_DELETING_OBJECT;
    *result = volume;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltgetvolumefrominstance
NTSTATUS FLTAPI FltGetVolumeFromInstance(PFLT_INSTANCE Instance, PFLT_VOLUME *RetVolume) {
    SIM_CALL(FltGetVolumeFromInstance);
    SIM_FAULT(FltGetVolumeFromInstance);
    flt_object_check(Instance, FLT_KIND_INSTANCE);
    return return_volume(Instance->volume, RetVolume);
}

// fltkernel/nf-fltkernel-fltgetvolumefromfileobject
NTSTATUS FLTAPI FltGetVolumeFromFileObject(PFLT_FILTER Filter, PFILE_OBJECT FileObject,
                                           PFLT_VOLUME *RetVolume) {
    SIM_CALL(FltGetVolumeFromFileObject);
    SIM_FAULT(FltGetVolumeFromFileObject);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return return_volume(flt_volume_of_file(FileObject), RetVolume);
}

// fltkernel/nf-fltkernel-fltgetvolumefromdeviceobject
NTSTATUS FLTAPI FltGetVolumeFromDeviceObject(PFLT_FILTER Filter, PDEVICE_OBJECT DeviceObject,
                                             PFLT_VOLUME *RetVolume) {
    SIM_CALL(FltGetVolumeFromDeviceObject);
    SIM_FAULT(FltGetVolumeFromDeviceObject);
    flt_object_check(Filter, FLT_KIND_FILTER);
    return return_volume(flt_volume_of_device(DeviceObject), RetVolume);
}

// fltkernel/nf-fltkernel-fltgetvolumefromname
NTSTATUS FLTAPI FltGetVolumeFromName(PFLT_FILTER Filter, PCUNICODE_STRING VolumeName,
                                     PFLT_VOLUME *RetVolume) {
    SIM_CALL(FltGetVolumeFromName);
    SIM_FAULT(FltGetVolumeFromName);
    flt_object_check(Filter, FLT_KIND_FILTER);
    PDEVICE_OBJECT device;
    UNICODE_STRING rest;
    if (!NT_SUCCESS(io_parse_path(VolumeName, &device, &rest))) return STATUS_FLT_VOLUME_NOT_FOUND;
    if (rest.Length > sizeof(WCHAR)) return STATUS_INVALID_PARAMETER;
    for (LIST_ENTRY *at = flt_globals.volumes.Flink; at != &flt_globals.volumes; at = at->Flink) {
        PFLT_VOLUME volume = CONTAINING_RECORD(at, struct _FLT_VOLUME, links);
        if (volume->disk == device || volume->file_system == device) {
            return return_volume(volume, RetVolume);
        }
    }
    return STATUS_FLT_VOLUME_NOT_FOUND;
}

static void copy_name(PUNICODE_STRING to, const UNICODE_STRING *from) {
    for (USHORT i = 0; i < from->Length / sizeof(WCHAR); i++) to->Buffer[i] = from->Buffer[i];
    to->Length = from->Length;
}

// fltkernel/nf-fltkernel-fltgetvolumename
NTSTATUS FLTAPI FltGetVolumeName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeName,
                                 PULONG BufferSizeNeeded) {
    SIM_CALL(FltGetVolumeName);
    SIM_FAULT(FltGetVolumeName);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    if (VolumeName == NULL && BufferSizeNeeded == NULL) return STATUS_INVALID_PARAMETER;
    if (BufferSizeNeeded != NULL) *BufferSizeNeeded = Volume->name.Length;
    if (VolumeName == NULL || VolumeName->MaximumLength < Volume->name.Length) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    copy_name(VolumeName, &Volume->name);
    return STATUS_SUCCESS;
}

// Appends a name behind the fixed part.
static void put_name(uint8_t **at, PUNICODE_STRING to, const UNICODE_STRING *from) {
    to->Buffer = (PWCH)*at;
    to->MaximumLength = from->Length;
    copy_name(to, from);
    *at += from->Length;
}

// fltkernel/nf-fltkernel-fltgetvolumeproperties
NTSTATUS FLTAPI FltGetVolumeProperties(PFLT_VOLUME Volume, PFLT_VOLUME_PROPERTIES VolumeProperties,
                                       ULONG VolumePropertiesLength, PULONG LengthReturned) {
    SIM_CALL(FltGetVolumeProperties);
    SIM_FAULT(FltGetVolumeProperties);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    PDEVICE_OBJECT device = Volume->file_system;
    const UNICODE_STRING *driver = &device->DriverObject->DriverName;
    const UNICODE_STRING *fs_name = io_device_name(device), *real = &Volume->name;
    ULONG needed = sizeof(FLT_VOLUME_PROPERTIES) + driver->Length + fs_name->Length + real->Length;
    *LengthReturned = needed;
    if (VolumePropertiesLength < sizeof(FLT_VOLUME_PROPERTIES)) return STATUS_BUFFER_TOO_SMALL;
    *VolumeProperties = (FLT_VOLUME_PROPERTIES){
        .DeviceType = device->DeviceType,
        .DeviceCharacteristics = device->Characteristics,
        .DeviceObjectFlags = device->Flags,
        .AlignmentRequirement = device->AlignmentRequirement,
        .SectorSize = device->SectorSize != 0 ? device->SectorSize : 512,
    };
    if (VolumePropertiesLength < needed) {
        *LengthReturned = sizeof(FLT_VOLUME_PROPERTIES);
        return STATUS_BUFFER_OVERFLOW;
    }
    uint8_t *at = (uint8_t *)(VolumeProperties + 1);
    put_name(&at, &VolumeProperties->FileSystemDriverName, driver);
    put_name(&at, &VolumeProperties->FileSystemDeviceName, fs_name);
    put_name(&at, &VolumeProperties->RealDeviceName, real);
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltgetfilesystemtype
NTSTATUS FLTAPI FltGetFileSystemType(PVOID FltObject, PFLT_FILESYSTEM_TYPE FileSystemType) {
    SIM_CALL(FltGetFileSystemType);
    SIM_FAULT(FltGetFileSystemType);
    flt_object *object = flt_object_check(FltObject, 0);
    *FileSystemType = FLT_FSTYPE_UNKNOWN;
    PFLT_VOLUME volume = FltObject;
    if (object->kind == FLT_KIND_INSTANCE) volume = ((PFLT_INSTANCE)FltObject)->volume;
    else if (object->kind != FLT_KIND_VOLUME) return STATUS_INVALID_PARAMETER;
    *FileSystemType = volume->type;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltgetdeviceobject
NTSTATUS FLTAPI FltGetDeviceObject(PFLT_VOLUME Volume, PDEVICE_OBJECT *DeviceObject) {
    SIM_CALL(FltGetDeviceObject);
    SIM_FAULT(FltGetDeviceObject);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    if (Volume->device == NULL) return STATUS_FLT_NO_DEVICE_OBJECT;
    ob_reference(Volume->device);
    *DeviceObject = Volume->device;
    return STATUS_SUCCESS;
}

// fltkernel/nf-fltkernel-fltgetdiskdeviceobject
NTSTATUS FLTAPI FltGetDiskDeviceObject(PFLT_VOLUME Volume, PDEVICE_OBJECT *DiskDeviceObject) {
    SIM_CALL(FltGetDiskDeviceObject);
    SIM_FAULT(FltGetDiskDeviceObject);
    flt_object_check(Volume, FLT_KIND_VOLUME);
    if (Volume->disk == NULL) return STATUS_FLT_NO_DEVICE_OBJECT;
    ob_reference(Volume->disk);
    *DiskDeviceObject = Volume->disk;
    return STATUS_SUCCESS;
}

// --- Leaks ---------------------------------------------------------------------------------------

static void report_leaks(void) {
    if (!IsListEmpty(&flt_globals.filters)) return;
    for (LIST_ENTRY *at = flt_globals.volumes.Flink; at != &flt_globals.volumes; at = at->Flink) {
        PFLT_VOLUME volume = CONTAINING_RECORD(at, struct _FLT_VOLUME, links);
        LONG left = volume->object.references;
        if (left == 0) continue;
        sim_report(RULE_L18, volume->object.identity, SIM_NO_BUGCHECK,
                   "The driver is unloaded and left %d reference%s to a volume: its dismount waits for ever",
                   (int)left, left == 1 ? "" : "s");
    }
}

__attribute__((constructor)) static void connect(void) { sim_at_end(report_leaks); }
