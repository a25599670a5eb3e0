// FsFilter callbacks: what filters and file systems are asked before the memory manager and the
// cache manager lock a file.
#include <string.h>

#include "internal.h"

#define STACK_MAXIMUM 16

NTSTATUS NTAPI FsRtlRegisterFileSystemFilterCallbacks(PDRIVER_OBJECT FilterDriverObject,
                                                      PFS_FILTER_CALLBACKS Callbacks) {
    SIM_CALL(FsRtlRegisterFileSystemFilterCallbacks);
    SIM_FAULT(FsRtlRegisterFileSystemFilterCallbacks);
    if (FilterDriverObject == NULL || Callbacks == NULL) return STATUS_INVALID_PARAMETER;
    io_driver *driver = io_driver_of(FilterDriverObject);
    ULONG size = Callbacks->SizeOfFsFilterCallbacks;
    if (size < offsetof(FS_FILTER_CALLBACKS, PreQueryOpen) || size > sizeof *Callbacks) {
        return STATUS_INVALID_PARAMETER;
    }
    if (driver->under_test && !driver->initialising) {
        sim_report(RULE_G22, ob_identity(driver), SIM_NO_BUGCHECK,
                   "FsRtlRegisterFileSystemFilterCallbacks was called outside DriverEntry");
    }
    if (driver->under_test && driver->filters) {
        sim_report(RULE_G22, ob_identity(driver), SIM_NO_BUGCHECK,
                   "FsRtlRegisterFileSystemFilterCallbacks was called with devices attached");
    }
    if (driver->fs_filter == NULL) driver->fs_filter = sim_alloc(sizeof *driver->fs_filter);
    memset(driver->fs_filter, 0, sizeof *driver->fs_filter);
    memcpy(driver->fs_filter, Callbacks, size);
    return STATUS_SUCCESS;
}

// --- The callbacks of one operation --------------------------------------------------------------

typedef struct pair {
    PFS_FILTER_CALLBACK pre;
    PFS_FILTER_COMPLETION_CALLBACK post;
} pair;

static pair pair_of(PDEVICE_OBJECT device, UCHAR operation) {
    const FS_FILTER_CALLBACKS *table = io_driver_of(device->DriverObject)->fs_filter;
    if (table == NULL) return (pair){NULL, NULL};
    switch (operation) {
    case FS_FILTER_ACQUIRE_FOR_SECTION_SYNCHRONIZATION:
        return (pair){table->PreAcquireForSectionSynchronization,
                      table->PostAcquireForSectionSynchronization};
    case FS_FILTER_RELEASE_FOR_SECTION_SYNCHRONIZATION:
        return (pair){table->PreReleaseForSectionSynchronization,
                      table->PostReleaseForSectionSynchronization};
    case FS_FILTER_ACQUIRE_FOR_CC_FLUSH:
        return (pair){table->PreAcquireForCcFlush, table->PostAcquireForCcFlush};
    case FS_FILTER_RELEASE_FOR_CC_FLUSH:
        return (pair){table->PreReleaseForCcFlush, table->PostReleaseForCcFlush};
    case FS_FILTER_ACQUIRE_FOR_MOD_WRITE:
        return (pair){table->PreAcquireForModifiedPageWriter,
                      table->PostAcquireForModifiedPageWriter};
    case FS_FILTER_RELEASE_FOR_MOD_WRITE:
        return (pair){table->PreReleaseForModifiedPageWriter,
                      table->PostReleaseForModifiedPageWriter};
    default: return (pair){NULL, NULL};
    }
}

static bool begin(io_callout *callout, PDEVICE_OBJECT device, const char *name) {
    if (!io_is_under_test(device->DriverObject)) return false;
    io_device_of(device)->executing++;
    io_callout_begin(callout, IO_IN_FS_FILTER, device->DriverObject, device, name,
                     KE_CALLOUT_KEEPS_LOCKS);
    return true;
}

static void end(io_callout *callout, bool begun) {
    if (!begun) return;
    io_device_of(callout->device)->executing--;
    io_callout_end(callout);
}

// Where no callback has completed the operation: fast I/O of the file system, or the resources of
// the file.
static NTSTATUS lock_file(PFILE_OBJECT file, PDEVICE_OBJECT base, UCHAR operation) {
    PFSRTL_ADVANCED_FCB_HEADER header = file->FsContext;
    switch (operation) {
    case FS_FILTER_ACQUIRE_FOR_SECTION_SYNCHRONIZATION: {
        PFAST_IO_ACQUIRE_FILE acquire = IO_FAST_IO_ENTRY(base, AcquireFileForNtCreateSection);
        ke_critical_region_enter();
        if (acquire != NULL) {
            acquire(file);
        } else if (header != NULL && header->Resource != NULL) {
            ex_resource_acquire(header->Resource, EX_EXCLUSIVE, true, NULL);
        }
        return STATUS_SUCCESS;
    }
    case FS_FILTER_RELEASE_FOR_SECTION_SYNCHRONIZATION: {
        PFAST_IO_RELEASE_FILE release = IO_FAST_IO_ENTRY(base, ReleaseFileForNtCreateSection);
        if (release != NULL) {
            release(file);
        } else if (header != NULL && header->Resource != NULL) {
            ex_resource_release(header->Resource, NULL);
        }
        ke_critical_region_leave();
        return STATUS_SUCCESS;
    }
    case FS_FILTER_ACQUIRE_FOR_CC_FLUSH: {
        PFAST_IO_ACQUIRE_FOR_CCFLUSH acquire = IO_FAST_IO_ENTRY(base, AcquireForCcFlush);
        ke_critical_region_enter();
        if (acquire != NULL && acquire(file, base) == STATUS_SUCCESS) return STATUS_SUCCESS;
        if (header != NULL && header->Resource != NULL) {
            ex_resource_acquire(header->Resource, EX_SHARED, true, NULL);
        }
        return STATUS_SUCCESS;
    }
    case FS_FILTER_RELEASE_FOR_CC_FLUSH: {
        PFAST_IO_RELEASE_FOR_CCFLUSH release = IO_FAST_IO_ENTRY(base, ReleaseForCcFlush);
        if (release == NULL || release(file, base) != STATUS_SUCCESS) {
            if (header != NULL && header->Resource != NULL) {
                ex_resource_release(header->Resource, NULL);
            }
        }
        ke_critical_region_leave();
        return STATUS_SUCCESS;
    }
    case FS_FILTER_ACQUIRE_FOR_MOD_WRITE:
        ke_critical_region_enter();
        if (header != NULL && header->PagingIoResource != NULL) {
            ex_resource_acquire(header->PagingIoResource, EX_SHARED, true, NULL);
        }
        return STATUS_SUCCESS;
    default:
        if (header != NULL && header->PagingIoResource != NULL) {
            ex_resource_release(header->PagingIoResource, NULL);
        }
        ke_critical_region_leave();
        return STATUS_SUCCESS;
    }
}

static NTSTATUS perform(PFILE_OBJECT file, UCHAR operation, FS_FILTER_CALLBACK_DATA *data) {
    PDEVICE_OBJECT devices[STACK_MAXIMUM];
    PVOID contexts[STACK_MAXIMUM];
    uint32_t count = 0;
    NTSTATUS status = STATUS_SUCCESS;
    PDEVICE_OBJECT device = io_related_device(file), base = io_base_of_stack(device);
    data->SizeOfFsFilterCallbackData = sizeof *data;
    data->Operation = operation;
    data->FileObject = file;

    for (; device != NULL && count < STACK_MAXIMUM; device = io_device_below(device)) {
        pair callbacks = pair_of(device, operation);
        devices[count] = device;
        contexts[count] = NULL;
        ob_reference(device);
        count++;
        if (callbacks.pre == NULL) continue;
        data->DeviceObject = device;
        io_callout callout;
        bool begun = begin(&callout, device, "FsFilter pre-operation callback");
        status = callbacks.pre(data, &contexts[count - 1]);
        end(&callout, begun);
        if (status != STATUS_SUCCESS) break;
    }
    bool completed = status == STATUS_FSFILTER_OP_COMPLETED_SUCCESSFULLY;
    if (status == STATUS_SUCCESS) status = lock_file(file, base, operation);
    if (completed) status = STATUS_SUCCESS;
    for (uint32_t i = count; i-- > 0;) {
        pair callbacks = pair_of(devices[i], operation);
        if (callbacks.post != NULL) {
            data->DeviceObject = devices[i];
            io_callout callout;
            bool begun = begin(&callout, devices[i], "FsFilter post-operation callback");
            callbacks.post(data, status, contexts[i]);
            end(&callout, begun);
        }
        ob_dereference(devices[i]);
    }
    return status;
}

// --- Acquire and release -------------------------------------------------------------------------

NTSTATUS io_acquire_for_section(PFILE_OBJECT file, ULONG page_protection, bool image) {
    FS_FILTER_SECTION_SYNC_OUTPUT output = {.StructureSize = sizeof output};
    FS_FILTER_CALLBACK_DATA data = {0};
    data.Parameters.AcquireForSectionSynchronization.SyncType = SyncTypeCreateSection;
    data.Parameters.AcquireForSectionSynchronization.PageProtection = page_protection;
    data.Parameters.AcquireForSectionSynchronization.OutputInformation = &output;
    data.Parameters.AcquireForSectionSynchronization.AllocationAttributes =
        image ? 0x1000000u : 0x8000000u; // SEC_IMAGE, SEC_COMMIT
    return perform(file, FS_FILTER_ACQUIRE_FOR_SECTION_SYNCHRONIZATION, &data);
}

void io_release_for_section(PFILE_OBJECT file) { io_release(file, IO_ACQUIRE_FOR_SECTION); }

NTSTATUS io_acquire(PFILE_OBJECT file, io_acquire_kind kind, ULONG page_protection) {
    if (kind == IO_ACQUIRE_FOR_SECTION) return io_acquire_for_section(file, page_protection, false);
    FS_FILTER_CALLBACK_DATA data = {0};
    LARGE_INTEGER ending = {0};
    PERESOURCE resource = NULL;
    if (kind == IO_ACQUIRE_FOR_CC_FLUSH) {
        return perform(file, FS_FILTER_ACQUIRE_FOR_CC_FLUSH, &data);
    }
    data.Parameters.AcquireForModifiedPageWriter.EndingOffset = &ending;
    data.Parameters.AcquireForModifiedPageWriter.ResourceToRelease = &resource;
    return perform(file, FS_FILTER_ACQUIRE_FOR_MOD_WRITE, &data);
}

void io_release(PFILE_OBJECT file, io_acquire_kind kind) {
    static const UCHAR operations[] = {
        [IO_ACQUIRE_FOR_SECTION] = FS_FILTER_RELEASE_FOR_SECTION_SYNCHRONIZATION,
        [IO_ACQUIRE_FOR_CC_FLUSH] = FS_FILTER_RELEASE_FOR_CC_FLUSH,
        [IO_ACQUIRE_FOR_MOD_WRITE] = FS_FILTER_RELEASE_FOR_MOD_WRITE,
    };
    FS_FILTER_CALLBACK_DATA data = {0};
    perform(file, operations[kind], &data);
}
