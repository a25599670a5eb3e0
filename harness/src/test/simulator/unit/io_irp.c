// IRPs and device stacks of the simulator's own: the way down, the way up, pending, mounts.
#include "unit.h"

// --- A stack of two filters above a driver that completes ----------------------------------------

static PDEVICE_OBJECT bottom, middle, top;
static char way[32];
static size_t steps;
static bool pends;

static void note(char step)
{
    way[steps++] = step;
    way[steps] = 0;
}

static NTSTATUS completion(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
    note(device == middle ? 'm' : 't');
    CHECK(context == device);
    CHECK(irp->PendingReturned == pends);
    if (irp->PendingReturned) IoMarkIrpPending(irp);
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS pass(PDEVICE_OBJECT device, PIRP irp)
{
    note(device == middle ? 'M' : 'T');
    IoCopyCurrentIrpStackLocationToNext(irp);
    IoSetCompletionRoutine(irp, completion, device, TRUE, TRUE, TRUE);
    return IoCallDriver(device == middle ? bottom : middle, irp);
}

static void complete_late(PIRP irp, void *context)
{
    CHECK(ke_irql() == DISPATCH_LEVEL);
    irp->IoStatus.Status = STATUS_DISK_FULL;
    irp->IoStatus.Information = 3;
    io_complete(irp);
}

static NTSTATUS complete(PDEVICE_OBJECT device, PIRP irp)
{
    note('B');
    CHECK(IoGetCurrentIrpStackLocation(irp)->DeviceObject == bottom && device == bottom);
    CHECK(IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.IoControlCode == 7);
    if (pends) return io_pend(irp, DISPATCH_LEVEL, complete_late, NULL);
    return io_finish(irp, STATUS_DISK_FULL, 3);
}

static NTSTATUS start(PDRIVER_OBJECT driver)
{
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = pass;
    return STATUS_SUCCESS;
}

static PDEVICE_OBJECT device_of(PDRIVER_OBJECT driver)
{
    PDEVICE_OBJECT device;

    CHECK_STATUS(IoCreateDevice(driver, 16, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device),
                 STATUS_SUCCESS);
    return device;
}

static void make_stack(void)
{
    PDRIVER_OBJECT filter = io_create_driver("Filter", start);
    PDRIVER_OBJECT base = io_create_driver("Base", NULL);
    PDEVICE_OBJECT lower = NULL;

    base->MajorFunction[IRP_MJ_DEVICE_CONTROL] = complete;
    bottom = device_of(base);
    middle = device_of(filter);
    top = device_of(filter);
    CHECK_STATUS(IoAttachDeviceToDeviceStackSafe(middle, bottom, &lower), STATUS_SUCCESS);
    CHECK(lower == bottom && middle->StackSize == 2);
    lower = NULL;
    CHECK_STATUS(IoAttachDeviceToDeviceStackSafe(top, bottom, &lower), STATUS_SUCCESS);
    CHECK(lower == middle && top->StackSize == 3 && io_top_of_stack(bottom) == top);
}

static void send(bool later)
{
    KEVENT event;
    IO_STATUS_BLOCK result = {0};
    PIRP irp;
    NTSTATUS status;

    steps = 0;
    pends = later;
    ke_event_initialize(&event, NotificationEvent, false);
    irp = IoBuildDeviceIoControlRequest(7, top, NULL, 0, NULL, 0, FALSE, &event, &result);
    status = IoCallDriver(top, irp);
    CHECK_STATUS(status, later ? STATUS_PENDING : STATUS_DISK_FULL);
    if (status == STATUS_PENDING) ke_wait(&event, NULL);
    CHECK(result.Status == STATUS_DISK_FULL && result.Information == 3);
    CHECK(strcmp(way, "TMBmt") == 0);
}

static void unhandled(void)
{
    KEVENT event;
    IO_STATUS_BLOCK result = {0};
    PIRP irp;

    ke_event_initialize(&event, NotificationEvent, false);
    irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, top, NULL, 0, NULL, &event, &result);
    CHECK_STATUS(IoCallDriver(top, irp), STATUS_INVALID_DEVICE_REQUEST);
    CHECK(result.Status == STATUS_INVALID_DEVICE_REQUEST);
}

static void take_apart(void)
{
    PDEVICE_OBJECT base = IoGetDeviceAttachmentBaseRef(top);

    CHECK(base == bottom);
    ob_dereference(base);
    IoDetachDevice(middle);
    CHECK(io_top_of_stack(bottom) == middle && io_device_below(top) == NULL);
    IoDetachDevice(bottom);
    IoDeleteDevice(top);
    IoDeleteDevice(middle);
    IoDeleteDevice(bottom);
}

// --- Mounting ------------------------------------------------------------------------------------

static void mounts(void)
{
    fs_volume *volume = fs_create_volume(FS_NTFS, 'C');
    PDEVICE_OBJECT disk = fs_disk(volume)->device, found;
    PFILE_OBJECT file;

    CHECK(io_disk_at('C') == fs_disk(volume) && fs_volume_device(volume) == NULL);
    CHECK_STATUS(io_open_path("C:\\a.txt", ALL_ACCESS, FILE_CREATE, 0, &file), STATUS_SUCCESS);
    CHECK(fs_volume_device(volume) != NULL && file->DeviceObject == disk);
    CHECK(IoGetRelatedDeviceObject(file) == io_top_of_stack(fs_volume_device(volume)));
    CHECK_STATUS(IoGetDiskDeviceObject(fs_volume_device(volume), &found), STATUS_SUCCESS);
    CHECK(found == disk);
    ob_dereference(found);
    io_cleanup(file);
    CHECK_STATUS(io_dismount(fs_disk(volume), false), STATUS_SUCCESS);
    CHECK((disk->Vpb->Flags & VPB_MOUNTED) == 0);
    CHECK_STATUS(io_open_path("\\Device\\HarddiskVolume1\\a.txt", ALL_ACCESS, FILE_OPEN, 0, &file),
                 STATUS_SUCCESS);
    io_cleanup(file);
    CHECK_STATUS(io_open_path("X:\\a.txt", ALL_ACCESS, FILE_OPEN, 0, &file),
                 STATUS_OBJECT_PATH_NOT_FOUND);
}

static void test(void)
{
    make_stack();
    send(false);
    send(true);
    unhandled();
    take_apart();
    mounts();
}

int main(void) { return unit_run(test, 2); }
