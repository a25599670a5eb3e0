// Sections over files: what filters see of them, what they keep open, and of what there can be none.
#include "unit.h"

SIM_STATE static int acquired, released;
SIM_STATE static NTSTATUS answer;

static NTSTATUS NTAPI pre_acquire(PFS_FILTER_CALLBACK_DATA data, PVOID *context)
{
    CHECK(data->Parameters.AcquireForSectionSynchronization.SyncType == SyncTypeCreateSection);
    acquired++;
    return answer;
}
static VOID NTAPI post_release(PFS_FILTER_CALLBACK_DATA data, NTSTATUS status, PVOID context)
{
    released++;
}

SIM_STATE static PDEVICE_OBJECT below;

static NTSTATUS NTAPI pass_on(PDEVICE_OBJECT device, PIRP irp)
{
    IoSkipCurrentIrpStackLocation(irp);
    return io_call(below, irp);
}

static NTSTATUS initialize(PDRIVER_OBJECT driver)
{
    FS_FILTER_CALLBACKS callbacks = {.SizeOfFsFilterCallbacks = sizeof callbacks,
                                     .PreAcquireForSectionSynchronization = pre_acquire,
                                     .PostReleaseForSectionSynchronization = post_release};

    for (int i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) driver->MajorFunction[i] = pass_on;
    return FsRtlRegisterFileSystemFilterCallbacks(driver, &callbacks);
}

static void attach_filter(fs_volume *v)
{
    PDRIVER_OBJECT driver = io_create_driver("Watcher", initialize);
    PDEVICE_OBJECT device;
    PFILE_OBJECT file = OPEN(v, "\\first"); // mounts

    io_cleanup(file);
    CHECK_STATUS(IoCreateDevice(driver, 0, NULL, FILE_DEVICE_DISK_FILE_SYSTEM, 0, FALSE, &device),
                 STATUS_SUCCESS);
    below = IoAttachDeviceToDeviceStack(device, fs_volume_device(v));
    CHECK(below != NULL);
    device->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
}

static NTSTATUS create(PFILE_OBJECT file, ULONG protection, LONGLONG size, void **section)
{
    return mm_section_create(file, protection, SEC_COMMIT, size, section);
}

static void refusals(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\file");
    PFILE_OBJECT directory = OPEN(v, "\\directory", .options = FILE_DIRECTORY_FILE);
    void *section;
    uint32_t moved;

    CHECK_STATUS(create(file, PAGE_READONLY, 0, &section), STATUS_END_OF_FILE);
    CHECK_STATUS(create(directory, PAGE_READONLY, 0, &section), STATUS_FILE_IS_A_DIRECTORY);
    CHECK_STATUS(io_write(file, NULL, 0, "four", 4, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(create(file, PAGE_READONLY, 5, &section), STATUS_SECTION_TOO_BIG);
    CHECK_STATUS(create(file, 0, 0, &section), STATUS_INVALID_PAGE_PROTECTION);
    answer = STATUS_INSUFFICIENT_RESOURCES;
    CHECK_STATUS(create(file, PAGE_READONLY, 0, &section), STATUS_INSUFFICIENT_RESOURCES);
    answer = STATUS_SUCCESS;
    CHECK_STATUS(io_lock(file, NULL, 0, 1, 0, false, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(create(file, PAGE_READONLY, 0, &section), STATUS_FILE_LOCK_CONFLICT);
    io_cleanup(directory);
    io_cleanup(file);
}

static void keeps_the_file(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\mapped");
    void *section;
    uint32_t moved;
    int before = acquired, after = released;

    CHECK_STATUS(io_write(file, NULL, 0, "four", 4, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(create(file, PAGE_READONLY, 0, &section), STATUS_SUCCESS);
    CHECK(acquired == before + 1 && released == after + 1);
    CHECK_STATUS(io_set_end_of_file(file, NULL, 0), STATUS_USER_MAPPED_FILE);
    io_cleanup(file);
    CHECK(fs_open_files(v) == 1); // the section's reference
    ob_dereference(section);
    CHECK(fs_open_files(v) == 0);
}

static void extends_the_file(fs_volume *v)
{
    PFILE_OBJECT file = OPEN(v, "\\grows");
    LARGE_INTEGER size = {.QuadPart = 100};
    OBJECT_ATTRIBUTES attributes;
    FILE_STANDARD_INFORMATION information;
    HANDLE handle, section;
    PVOID address = NULL;
    SIZE_T length = 0;

    InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    handle = ob_grant_handle(file, ALL_ACCESS, true);
    io_dereference_file(file); // the handle has its own
    CHECK_STATUS(ZwCreateSection(&section, SECTION_MAP_READ, &attributes, NULL, PAGE_READONLY,
                                 SEC_COMMIT, handle),
                 STATUS_MAPPED_FILE_SIZE_ZERO);
    CHECK_STATUS(ZwCreateSection(&section, SECTION_ALL_ACCESS, &attributes, &size, PAGE_READWRITE,
                                 SEC_COMMIT, handle),
                 STATUS_SUCCESS);
    CHECK_STATUS(ZwMapViewOfSection(section, ZwCurrentProcess(), &address, 0, 0, NULL, &length,
                                    ViewUnmap, 0, PAGE_READWRITE),
                 STATUS_SUCCESS);
    CHECK(length == 100);
    memset(address, 'x', 100);
    CHECK_STATUS(ZwUnmapViewOfSection(ZwCurrentProcess(), address), STATUS_SUCCESS);
    ZwClose(section);
    CHECK_STATUS(io_query_information(file, NULL, FileStandardInformation, &information,
                                      sizeof information, IO_DEFAULT, NULL),
                 STATUS_SUCCESS);
    CHECK(information.EndOfFile.QuadPart == 100);
    ZwClose(handle);
    CHECK(fs_open_files(v) == 0);
}

static void body(void)
{
    fs_volume *v = fs_create_volume(FS_NTFS, 'C');

    attach_filter(v);
    refusals(v);
    keeps_the_file(v);
    extends_the_file(v);
}

int main(void) { return unit_run(body, 2); }
