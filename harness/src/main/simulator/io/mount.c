// Disks, their volume parameter blocks, and the mounting and dismounting of volumes.
#include <string.h>

#include "internal.h"

SIM_STATE static io_disk *disks;
SIM_STATE static uint32_t disk_count;
SIM_STATE static PDRIVER_OBJECT disk_driver;
SIM_STATE static sim_thread *mounting; // the thread that mounts, one at a time

// --- Volume parameter blocks ---------------------------------------------------------------------

static PVPB create_vpb(PDEVICE_OBJECT disk) {
    PVPB vpb = sim_alloc(sizeof *vpb);
    vpb->Type = IO_TYPE_VPB;
    vpb->Size = sizeof *vpb;
    vpb->RealDevice = disk;
    return vpb;
}

void io_reference_vpb(PVPB vpb) { vpb->ReferenceCount++; }

void io_dereference_vpb(PVPB vpb) {
    vpb->ReferenceCount--;
    // A dismounted volume's block goes with its last file object; a disk's own stays.
    if (vpb->ReferenceCount == 0 && vpb->RealDevice->Vpb != vpb && vpb->DeviceObject == NULL) {
        sim_free(vpb);
    }
}

void io_volume_dismounted(PVPB vpb) {
    if ((vpb->Flags & VPB_MOUNTED) == 0) return;
    vpb->Flags &= (USHORT)~VPB_MOUNTED;
    vpb->RealDevice->Vpb = create_vpb(vpb->RealDevice);
}

KSPIN_LOCK SIM_STATE io_vpb_lock;

VOID NTAPI IoAcquireVpbSpinLock(PKIRQL Irql) {
    SIM_CALL(IoAcquireVpbSpinLock);
    *Irql = ke_spin_lock_acquire(&io_vpb_lock, __builtin_return_address(0));
}

VOID NTAPI IoReleaseVpbSpinLock(KIRQL Irql) {
    SIM_CALL(IoReleaseVpbSpinLock);
    ke_spin_lock_release(&io_vpb_lock, Irql, __builtin_return_address(0));
}

// --- Disks ---------------------------------------------------------------------------------------

static NTSTATUS succeed(PDEVICE_OBJECT device, PIRP irp) {
    return io_finish(irp, STATUS_SUCCESS, 0);
}

static NTSTATUS start_disk_driver(PDRIVER_OBJECT driver) {
    driver->MajorFunction[IRP_MJ_CREATE] = succeed;
    driver->MajorFunction[IRP_MJ_CLEANUP] = succeed;
    driver->MajorFunction[IRP_MJ_CLOSE] = succeed;
    driver->MajorFunction[IRP_MJ_PNP] = succeed;
    driver->MajorFunction[IRP_MJ_SHUTDOWN] = succeed;
    driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = succeed;
    return STATUS_SUCCESS;
}

static UNICODE_STRING ascii(WCHAR *buffer, size_t capacity, const char *head, uint32_t number,
                            const char *tail) {
    char digits[12];
    size_t at = 0, count = 0;
    for (; *head != 0 && at < capacity; head++) buffer[at++] = (WCHAR)*head;
    if (number != 0) {
        for (uint32_t n = number; n != 0; n /= 10) digits[count++] = (char)('0' + n % 10);
        while (count > 0 && at < capacity) buffer[at++] = (WCHAR)digits[--count];
    }
    for (; *tail != 0 && at < capacity; tail++) buffer[at++] = (WCHAR)*tail;
    return (UNICODE_STRING){(USHORT)(at * sizeof(WCHAR)), (USHORT)(capacity * sizeof(WCHAR)),
                            buffer};
}

void io_link(const char *dos_name, PDEVICE_OBJECT device) {
    WCHAR buffer[64];
    UNICODE_STRING link = ascii(buffer, 64, "\\DosDevices\\", 0, dos_name);
    NTSTATUS status = ob_create_link(&link, io_device_name(device));
    if (!NT_SUCCESS(status)) sim_broken("There are two devices %s", dos_name);
}

io_disk *io_create_disk(const char *format, char letter) {
    if (disk_driver == NULL) disk_driver = io_create_driver("Disk", start_disk_driver);
    io_disk *disk = sim_alloc(sizeof *disk);
    disk->format = format;
    disk->letter = letter;
    disk->number = ++disk_count;
    disk->device = io_create_device(disk_driver, 0, FILE_DEVICE_DISK, 0);
    disk->device->Flags = (disk->device->Flags & ~(ULONG)DO_DEVICE_INITIALIZING) | DO_DIRECT_IO;
    disk->device->SectorSize = 512;
    disk->device->Vpb = create_vpb(disk->device);
    io_device_of(disk->device)->disk = disk;
    WCHAR buffer[40];
    UNICODE_STRING name = ascii(buffer, 40, "\\Device\\HarddiskVolume", disk->number, "");
    NTSTATUS status = ob_insert_name(&name, disk->device);
    if (!NT_SUCCESS(status)) sim_broken("A disk's name is taken");
    disk->device->Flags |= DO_DEVICE_HAS_NAME;
    sim_name(ob_identity(disk->device), "%s", sim_text(&name));
    if (letter != 0) io_link((char[]){letter, ':', 0}, disk->device);
    io_disk **link = &disks;
    while (*link != NULL) link = &(*link)->next;
    *link = disk;
    return disk;
}

io_disk *io_disk_of(PDEVICE_OBJECT device) { return io_device_of(device)->disk; }

io_disk *io_disk_at(char letter) {
    io_disk *disk = disks;
    while (disk != NULL && disk->letter != letter) disk = disk->next;
    return disk;
}

// --- Mounting ------------------------------------------------------------------------------------

static NTSTATUS send_fs_control(PDEVICE_OBJECT file_system, UCHAR minor, PVPB vpb,
                                PDEVICE_OBJECT disk) {
    PDEVICE_OBJECT top = io_top_of_stack(file_system);
    PIRP irp = io_allocate_irp(top->StackSize);
    irp->Tail.Overlay.Thread = (PETHREAD)sim_current;
    irp->RequestorMode = KernelMode;
    irp->Flags = IRP_MOUNT_COMPLETION | IRP_SYNCHRONOUS_PAGING_IO;
    PIO_STACK_LOCATION stack = io_next_location(irp);
    stack->MajorFunction = IRP_MJ_FILE_SYSTEM_CONTROL;
    stack->MinorFunction = minor;
    stack->Parameters.MountVolume.Vpb = vpb;
    stack->Parameters.MountVolume.DeviceObject = disk;
    return io_send(top, irp, NULL);
}

static NTSTATUS mount(PDEVICE_OBJECT disk, PVPB vpb) {
    NTSTATUS status = STATUS_UNRECOGNIZED_VOLUME;
    for (uint32_t i = 0; i < io_file_system_count(); i++) {
        PDEVICE_OBJECT file_system = io_file_system_at(i);
        if (file_system->DeviceType != FILE_DEVICE_DISK_FILE_SYSTEM) continue;
        ob_reference(file_system);
        status = send_fs_control(file_system, IRP_MN_MOUNT_VOLUME, vpb, io_top_of_stack(disk));
        if (status == STATUS_FS_DRIVER_REQUIRED) {
            // A recognizer: it loads its file system, which registers itself, and all are asked
            // again.
            status = send_fs_control(file_system, IRP_MN_LOAD_FILE_SYSTEM, vpb, disk);
            if (NT_SUCCESS(status)) i = (uint32_t)-1;
        }
        ob_dereference(file_system);
        if (NT_SUCCESS(status) && vpb->DeviceObject != NULL) break;
        if (status != STATUS_UNRECOGNIZED_VOLUME && !NT_SUCCESS(status)) break;
    }
    if (vpb->DeviceObject == NULL) return NT_SUCCESS(status) ? STATUS_UNRECOGNIZED_VOLUME : status;
    vpb->Flags |= VPB_MOUNTED;
    io_device_of(vpb->DeviceObject)->vpb = vpb;
    vpb->DeviceObject->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
    return status;
}

// One mount at a time. The filters that follow mounts attach before the request comes back, so that
// nobody sees a volume without them.
static NTSTATUS mount_once(PDEVICE_OBJECT disk) {
    PVPB vpb = (PVPB)disk->Vpb;
    if ((vpb->Flags & VPB_MOUNTED) != 0) return STATUS_SUCCESS;
    sim_thread *outer = mounting;
    mounting = sim_current;
    NTSTATUS status = mount(disk, vpb);
    mounting = outer;
    sim_wake(&mounting);
    return status;
}

void io_wait_for_mounts(void) {
    while (mounting != NULL && mounting != sim_current) sim_wait(&mounting, "a mount", SIM_FOREVER);
}

NTSTATUS io_mounted_vpb(PDEVICE_OBJECT disk, PVPB *vpb) {
    io_disk *state = io_device_of(disk)->disk;
    if (state != NULL && state->removed) return STATUS_NO_SUCH_DEVICE;
    // Also where the file system is done and the filters are not yet.
    io_wait_for_mounts();
    if ((disk->Vpb->Flags & VPB_MOUNTED) == 0) {
        NTSTATUS status = mount_once(disk);
        if (!NT_SUCCESS(status)) return status;
    }
    *vpb = (PVPB)disk->Vpb;
    return STATUS_SUCCESS;
}

NTSTATUS io_mount(io_disk *disk) {
    PVPB vpb;
    return io_mounted_vpb(disk->device, &vpb);
}

// --- Dismounting ---------------------------------------------------------------------------------

NTSTATUS io_dismount(io_disk *disk, bool lock) {
    io_open_request request = {
        .device = disk->device,
        .access = GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE,
        .share = FILE_SHARE_READ | FILE_SHARE_WRITE,
        .disposition = FILE_OPEN,
        .options = FILE_SYNCHRONOUS_IO_NONALERT,
    };
    PFILE_OBJECT volume;
    NTSTATUS status = io_open(&request, &volume, NULL);
    if (!NT_SUCCESS(status)) return status;
    if (lock) status = io_fs_control(volume, NULL, FSCTL_LOCK_VOLUME, NULL, 0, NULL, 0, NULL);
    if (NT_SUCCESS(status)) {
        status = io_fs_control(volume, NULL, FSCTL_DISMOUNT_VOLUME, NULL, 0, NULL, 0, NULL);
    }
    io_cleanup(volume);
    return status;
}

static NTSTATUS send_pnp(PDEVICE_OBJECT device, UCHAR minor) {
    PDEVICE_OBJECT top = io_top_of_stack(device);
    PIRP irp = io_allocate_irp(top->StackSize);
    irp->Tail.Overlay.Thread = (PETHREAD)sim_current;
    irp->RequestorMode = KernelMode;
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    PIO_STACK_LOCATION stack = io_next_location(irp);
    stack->MajorFunction = IRP_MJ_PNP;
    stack->MinorFunction = minor;
    return io_send(top, irp, NULL);
}

NTSTATUS io_surprise_removal(io_disk *disk) {
    PVPB vpb = (PVPB)disk->device->Vpb;
    disk->removed = true;
    if ((vpb->Flags & VPB_MOUNTED) == 0) return STATUS_SUCCESS;
    PDEVICE_OBJECT volume = vpb->DeviceObject;
    ob_reference(volume);
    io_reference_vpb(vpb);
    NTSTATUS status = send_pnp(volume, IRP_MN_SURPRISE_REMOVAL);
    // IRP_MN_REMOVE_DEVICE follows when the last file is closed: the file system does without it
    // where the volume's device is gone by then.
    if (NT_SUCCESS(status) && vpb->ReferenceCount == 1 && !io_device_of(volume)->deleted) {
        status = send_pnp(volume, IRP_MN_REMOVE_DEVICE);
    }
    io_dereference_vpb(vpb);
    ob_dereference(volume);
    return status;
}
