// The drivers, their control devices and volumes; mount and dismount.
#include "fs_internal.h"

// What the device extension of each of our devices holds.
typedef struct extension {
    fs_kind kind;
    fs_vcb *vcb; // NULL: a control device
} extension;

static SIM_STATE PDRIVER_OBJECT drivers[FS_KINDS];
static SIM_STATE PDEVICE_OBJECT control_devices[FS_KINDS];
static SIM_STATE fs_volume *volumes;
static SIM_STATE uint32_t volume_count;

// --- Drivers -------------------------------------------------------------------------------------

static NTSTATUS initialize(PDRIVER_OBJECT driver)
{
    fs_set_table(driver);
    return STATUS_SUCCESS;
}

static PDEVICE_OBJECT make_device(fs_kind kind, UNICODE_STRING *name, DEVICE_TYPE type)
{
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(drivers[kind], sizeof(extension), name, type,
                                     fs_kinds[kind].remote ? FILE_REMOTE_DEVICE : 0, FALSE,
                                     &device);

    if (!NT_SUCCESS(status)) sim_broken("A file system gets no device");
    *(extension *)device->DeviceExtension = (extension){kind, NULL};
    return device;
}

// A control device is named, a volume device is not (ntifs/nf-ntifs-ioregisterfilesystem).
static void start_driver(fs_kind kind)
{
    UNICODE_STRING name;

    if (drivers[kind] != NULL) return;
    drivers[kind] = io_create_driver(fs_kinds[kind].driver, initialize);
    drivers[kind]->FastIoDispatch = fs_fast_io_of(kind);
    name = fs_text(fs_kinds[kind].device);
    control_devices[kind] =
        make_device(kind, &name, fs_kinds[kind].remote ? FILE_DEVICE_NETWORK_FILE_SYSTEM
                                                       : FILE_DEVICE_DISK_FILE_SYSTEM);
    control_devices[kind]->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
}

PDEVICE_OBJECT fs_control_device(fs_kind kind) { return control_devices[kind]; }

static extension *extension_of(PDEVICE_OBJECT device)
{
    for (fs_kind kind = 0; kind < FS_KINDS; kind++) {
        if (drivers[kind] != NULL && device->DriverObject == drivers[kind]) {
            return device->DeviceExtension;
        }
    }
    return NULL;
}

fs_vcb *fs_vcb_of_device(PDEVICE_OBJECT device)
{
    const extension *extension = extension_of(device);

    return extension == NULL ? NULL : extension->vcb;
}

// --- Volumes -------------------------------------------------------------------------------------

fs_volume *fs_create_volume(fs_kind kind, char letter)
{
    fs_volume *volume = sim_alloc(sizeof(fs_volume));
    fs_volume **place = &volumes;
    bool first = drivers[kind] == NULL;

    if (fs_kinds[kind].remote && !first) sim_broken("There is one redirector only");
    start_driver(kind);
    while (*place != NULL) place = &(*place)->next;
    *place = volume;
    volume->kind = kind;
    volume->letter = letter;
    volume->generation = 1;
    volume->serial = 0x50530000 + ++volume_count;
    volume->root = fs_make_file(volume, FILE_ATTRIBUTE_DIRECTORY);
    if (fs_kinds[kind].remote) {
        volume->vcb = fs_make_vcb(volume, control_devices[kind], NULL);
    } else {
        volume->disk = io_create_disk(fs_kinds[kind].name, letter);
        volume->disk->contents = volume;
    }
    if (first) IoRegisterFileSystem(control_devices[kind]);
    return volume;
}

static fs_file *make_directory(fs_volume *volume, UNICODE_STRING path)
{
    fs_file *place = volume->root;

    while (path.Length > 0) {
        UNICODE_STRING name = fs_next_component(&path);
        fs_link *link;

        if (name.Length == 0) break;
        link = fs_find(place, &name, false, NULL);
        if (link == NULL) {
            link = fs_make_link(place, fs_make_file(volume, FILE_ATTRIBUTE_DIRECTORY), &name);
        }
        place = link->file;
    }
    return place;
}

// "X:" is the redirector's device and the share: "\Device\LanmanRedirector\;X:0\server\share".
static void link_letter(const fs_volume *volume, const char *share)
{
    char link[] = "\\DosDevices\\X:";
    char drive[] = "\\;X:0";
    char target[128];
    UNICODE_STRING link_text, target_text;

    if (strlen(fs_can(volume)->device) + sizeof(drive) + strlen(share) > sizeof(target)) {
        sim_broken("The share's name is too long: %s", share);
    }
    link[sizeof(link) - 3] = drive[2] = volume->letter;
    strcpy(target, fs_can(volume)->device);
    strcat(target, drive);
    strcat(target, share);
    link_text = fs_text(link);
    target_text = fs_text(target);
    ob_create_link(&link_text, &target_text);
}

void fs_add_share(fs_volume *volume, const char *name, const char *directory)
{
    fs_share *share = sim_alloc(sizeof(fs_share));
    fs_share **place = &volume->shares;
    bool first = volume->shares == NULL;

    if (volume->kind != FS_REDIRECTOR) sim_broken("%s has no shares", fs_can(volume)->name);
    if (name[0] == '\\' && name[1] == '\\') name++; // written as users do
    while (*place != NULL) place = &(*place)->next;
    *place = share;
    share->name = fs_text(name);
    share->directory = make_directory(volume, fs_text(directory));
    if (first && volume->letter != 0) link_letter(volume, name);
}

uint32_t fs_volume_count(void) { return volume_count; }

fs_volume *fs_volume_at(uint32_t index)
{
    fs_volume *volume = volumes;

    while (volume != NULL && index-- > 0) volume = volume->next;
    return volume;
}

fs_kind fs_kind_of(const fs_volume *volume) { return volume->kind; }
io_disk *fs_disk(const fs_volume *volume) { return volume->disk; }
fs_behaviour *fs_behaviour_of(fs_volume *volume) { return &volume->behaviour; }

PDEVICE_OBJECT fs_volume_device(const fs_volume *volume)
{
    return volume->vcb == NULL ? NULL : volume->vcb->device;
}

fs_volume *fs_volume_of_device(PDEVICE_OBJECT device)
{
    const fs_vcb *vcb = device == NULL ? NULL : fs_vcb_of_device(device);

    return vcb == NULL ? NULL : vcb->volume;
}

fs_volume *fs_volume_of(PFILE_OBJECT file_object)
{
    if (file_object == NULL || file_object->FsContext == NULL || file_object->FsContext2 == NULL) {
        return NULL;
    }
    return fs_fcb_of(file_object)->vcb->volume;
}

fs_volume *fs_volume_of_contexts(const void *list)
{
    for (uint32_t i = 0; i < fs_volume_count(); i++) {
        fs_volume *volume = fs_volume_at(i);
        for (const fs_vcb *vcb = volume->vcbs; vcb != NULL; vcb = vcb->next) {
            if (list == vcb->volume_fcb) return volume;
            for (const fs_fcb *fcb = vcb->fcbs; fcb != NULL; fcb = fcb->next_of_vcb) {
                if (list == fcb || (fcb->node != NULL && list == &fcb->node->contexts)) return volume;
            }
        }
    }
    return NULL;
}

PFILE_OBJECT fs_create_stream_file(fs_volume *volume, PFILE_OBJECT of)
{
    fs_vcb *vcb = of == NULL ? volume->vcb : fs_fcb_of(of)->vcb;
    PFILE_OBJECT file_object;
    fs_fcb *fcb;
    fs_ccb *ccb;

    if (vcb == NULL) sim_broken("A volume that is not mounted gets no stream file object");
    file_object = io_create_stream_file(of, of != NULL              ? of->DeviceObject
                                            : volume->disk != NULL ? volume->disk->device
                                                                   : vcb->device);
    fcb = of == NULL ? fs_get_fcb(vcb, NULL, NULL, false) : fs_fcb_of(of);
    ccb = sim_alloc(sizeof(fs_ccb));
    ccb->fcb = fcb;
    ccb->stream_file = true;
    ccb->share = fcb->share;
    ccb->by_id = true; // it was not opened by a name
    ccb->link = of == NULL ? NULL : fs_ccb_of(of)->link;
    if (ccb->link != NULL) ccb->link->opens++;
    fcb->opens++;
    vcb->files++;
    vcb->own_files++;
    file_object->FsContext = fcb;
    file_object->FsContext2 = ccb;
    file_object->SectionObjectPointer = &fcb->section_pointers;
    if (vcb->vpb != NULL) file_object->Vpb = vcb->vpb;
    return file_object;
}

// --- Mount ---------------------------------------------------------------------------------------

fs_vcb *fs_make_vcb(fs_volume *volume, PDEVICE_OBJECT device, PVPB vpb)
{
    fs_vcb *vcb = sim_alloc(sizeof(fs_vcb));

    vcb->volume = volume;
    vcb->device = device;
    vcb->vpb = vpb;
    vcb->next = volume->vcbs;
    volume->vcbs = vcb;
    ((extension *)device->DeviceExtension)->vcb = vcb;
    return vcb;
}

// IRP_MN_MOUNT_VOLUME (ifs/how-the-volume-is-mounted).
NTSTATUS fs_mount(fs_request *request)
{
    PVPB vpb = request->stack->Parameters.MountVolume.Vpb;
    const extension *control = extension_of(request->stack->DeviceObject);
    io_disk *disk = io_disk_of(vpb->RealDevice);
    fs_volume *volume;
    PDEVICE_OBJECT device;

    if (disk == NULL || disk->contents == NULL
        || strcmp(disk->format, fs_kinds[control->kind].name) != 0) {
        return STATUS_UNRECOGNIZED_VOLUME;
    }
    volume = disk->contents;
    device = make_device(control->kind, NULL, FILE_DEVICE_DISK_FILE_SYSTEM);
    device->StackSize = (CCHAR)(request->stack->Parameters.MountVolume.DeviceObject->StackSize + 1);
    device->SectorSize = 512;
    volume->vcb = fs_make_vcb(volume, device, vpb);
    vpb->DeviceObject = device;
    vpb->SerialNumber = volume->serial;
    vpb->VolumeLabelLength = volume->label_length;
    memcpy(vpb->VolumeLabel, volume->label, volume->label_length);
    vpb->Flags |= VPB_MOUNTED;
    device->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

// From now on the disk may be mounted anew. What is open stays until it is closed.
void fs_dismount(fs_vcb *vcb)
{
    if (vcb->dismounted) return;
    vcb->dismounted = true;
    vcb->locked_by = NULL;
    if (vcb->volume->vcb == vcb && vcb->vpb != NULL) vcb->volume->vcb = NULL;
    if (vcb->vpb != NULL) io_volume_dismounted(vcb->vpb);
    fs_purge_vcb(vcb);
}

void fs_release_vcb(fs_vcb *vcb)
{
    fs_vcb **place = &vcb->volume->vcbs;

    if (!vcb->dismounted || vcb->files > 0 || vcb->requests > 0 || vcb->vpb == NULL) return;
    vcb->requests++; // filters are called: nobody else may come to this point
    while (vcb->fcbs != NULL) fs_discard_fcb(vcb->fcbs);
    if (vcb->fcb_count > 0) { // another thread tears one down and comes here after it
        vcb->requests--;
        return;
    }
    while (*place != vcb) place = &(*place)->next;
    *place = vcb->next;
    ((extension *)vcb->device->DeviceExtension)->vcb = NULL;
    IoDeleteDevice(vcb->device);
    sim_free(vcb);
}
