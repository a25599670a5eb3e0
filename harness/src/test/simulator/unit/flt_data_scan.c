// What FltCreateSectionForDataScan returns, by the state of the file
// (fltkernel/nf-fltkernel-fltcreatesectionfordatascan).
#include "fltKernel.h"
#include "unit.h"

SIM_STATE static PFLT_FILTER filter;
SIM_STATE static PFLT_INSTANCE scanner; // the first instance that was set up
SIM_STATE static int acquired;

static NTSTATUS FLTAPI set_up(PCFLT_RELATED_OBJECTS objects, FLT_INSTANCE_SETUP_FLAGS flags,
                              DEVICE_TYPE device, FLT_FILESYSTEM_TYPE file_system)
{
    scanner = objects->Instance;
    return STATUS_SUCCESS;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI see_acquire(PFLT_CALLBACK_DATA data,
                                                    PCFLT_RELATED_OBJECTS objects, PVOID *context)
{
    acquired++;
    return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
    FltUnregisterFilter(filter);
    return STATUS_SUCCESS;
}

static const FLT_CONTEXT_REGISTRATION contexts[] = {
    {FLT_SECTION_CONTEXT, 0, NULL, 16, 'nacS', NULL, NULL, NULL},
    {FLT_CONTEXT_END, 0, NULL, 0, 0, NULL, NULL, NULL},
};
static const FLT_OPERATION_REGISTRATION operations[] = {
    {IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION, 0, see_acquire, NULL, NULL},
    {IRP_MJ_OPERATION_END, 0, NULL, NULL, NULL},
};
static const FLT_REGISTRATION registration = {
    .Size = sizeof registration,
    .Version = FLT_REGISTRATION_VERSION,
    .ContextRegistration = contexts,
    .OperationRegistration = operations,
    .FilterUnloadCallback = unload,
    .InstanceSetupCallback = set_up,
};

static NTSTATUS enter(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status = FltRegisterFilter(driver, &registration, &filter);

    return NT_SUCCESS(status) ? FltStartFiltering(filter) : status;
}

typedef struct scan {
    PFLT_CONTEXT context;
    HANDLE handle;
    PVOID section;
    LARGE_INTEGER size;
} scan;

static NTSTATUS begin(scan *to, PFILE_OBJECT file, ULONG protection, ULONG attributes)
{
    OBJECT_ATTRIBUTES object;

    InitializeObjectAttributes(&object, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    CHECK_STATUS(FltAllocateContext(filter, FLT_SECTION_CONTEXT, 16, NonPagedPoolNx, &to->context),
                 STATUS_SUCCESS);
    return FltCreateSectionForDataScan(scanner, file, to->context, SECTION_MAP_READ, &object, NULL,
                                       protection, attributes, 0, &to->handle, &to->section,
                                       &to->size);
}

static NTSTATUS refused(PFILE_OBJECT file, ULONG protection, ULONG attributes)
{
    scan to;
    NTSTATUS status = begin(&to, file, protection, attributes);

    CHECK(!NT_SUCCESS(status));
    FltReleaseContext(to.context);
    return status;
}

static void end(scan *of)
{
    ZwClose(of->handle);
    ObDereferenceObject(of->section);
    CHECK_STATUS(FltCloseSectionForDataScan(of->context), STATUS_SUCCESS);
    FltReleaseContext(of->context);
}

static void body(void)
{
    fs_volume *v = fs_create_volume(FS_NTFS, 'C');
    PDRIVER_OBJECT driver;
    PFILE_OBJECT file, directory;
    scan scanned;
    uint32_t moved;

    CHECK_STATUS(io_load_driver(enter, "Scanner", &driver), STATUS_SUCCESS);
    file = OPEN(v, "\\file");
    directory = OPEN(v, "\\directory", .options = FILE_DIRECTORY_FILE);
    CHECK_STATUS(FltRegisterForDataScan(scanner), STATUS_SUCCESS);

    CHECK_STATUS(refused(file, PAGE_READONLY, SEC_COMMIT), STATUS_END_OF_FILE);
    CHECK_STATUS(refused(directory, PAGE_READONLY, SEC_COMMIT), STATUS_FILE_IS_A_DIRECTORY);
    CHECK_STATUS(refused(file, PAGE_EXECUTE, SEC_COMMIT), STATUS_INVALID_PARAMETER_8);
    CHECK_STATUS(refused(file, PAGE_READONLY, SEC_FILE), STATUS_INVALID_PARAMETER_9);
    CHECK_STATUS(io_write(file, NULL, 0, "four", 4, IO_DEFAULT, &moved), STATUS_SUCCESS);
    CHECK_STATUS(io_lock(file, NULL, 0, 1, 0, false, true, IO_DEFAULT), STATUS_SUCCESS);
    CHECK_STATUS(refused(file, PAGE_READONLY, SEC_COMMIT), STATUS_FILE_LOCK_CONFLICT);
    CHECK_STATUS(io_unlock(file, NULL, 0, 1, 0, IO_DEFAULT), STATUS_SUCCESS);

    acquired = 0;
    CHECK_STATUS(begin(&scanned, file, PAGE_READONLY, SEC_COMMIT), STATUS_SUCCESS);
    CHECK(acquired == 1 && scanned.size.QuadPart == 4);
    CHECK_STATUS(refused(file, PAGE_READONLY, SEC_COMMIT), STATUS_FLT_CONTEXT_ALREADY_DEFINED);
    CHECK_STATUS(io_set_end_of_file(file, NULL, 0), STATUS_USER_MAPPED_FILE);
    end(&scanned);
    CHECK_STATUS(io_set_end_of_file(file, NULL, 0), STATUS_SUCCESS);

    io_cleanup(directory);
    io_cleanup(file);
    CHECK(fs_open_files(v) == 0);
    CHECK_STATUS(io_unload_driver(driver), STATUS_SUCCESS);
}

int main(void) { return unit_run(body, 2); }
