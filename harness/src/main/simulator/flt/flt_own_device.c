// How a minifilter's own requests get to the instances below it.
#include "flt_own.h"

typedef struct own_device {
    struct own_device *next;
    PFLT_INSTANCE instance;
    PDEVICE_OBJECT device;
} own_device;

SIM_STATE static own_device *devices;
SIM_STATE static PDRIVER_OBJECT driver;

static NTSTATUS dispatch(PDEVICE_OBJECT device, PIRP irp) {
    PFLT_INSTANCE instance = *(PFLT_INSTANCE *)device->DeviceExtension;
    return flt_send_below(instance, irp);
}

static NTSTATUS initialize(PDRIVER_OBJECT object) {
    for (int i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) object->MajorFunction[i] = dispatch;
    driver = object;
    return STATUS_SUCCESS;
}

static PDEVICE_OBJECT create(PFLT_INSTANCE instance) {
    if (driver == NULL) io_create_driver("FltMgrOwnIo", initialize);
    PDEVICE_OBJECT like = instance->volume->device, device;
    NTSTATUS status =
        IoCreateDevice(driver, sizeof(PFLT_INSTANCE), NULL, like->DeviceType, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        sim_broken("no device for a minifilter's own I/O: 0x%08X", (unsigned)status);
    }
    *(PFLT_INSTANCE *)device->DeviceExtension = instance;
    device->Flags = (like->Flags & ~(ULONG)DO_DEVICE_INITIALIZING) | IO_OWN_DEVICE;
    device->StackSize = (CCHAR)(like->StackSize + 1);
    device->SectorSize = like->SectorSize;
    return device;
}

PDEVICE_OBJECT flt_own_device(PFLT_INSTANCE instance) {
    for (own_device *own = devices; own != NULL; own = own->next) {
        if (own->instance == instance) return own->device;
    }
    own_device *own = sim_alloc(sizeof *own);
    own->instance = instance;
    own->device = create(instance);
    own->next = devices;
    devices = own;
    return own->device;
}

// --- Requests ------------------------------------------------------------------------------------

// Only transfers need a handle: a query after the cleanup finds out whether the file was deleted.
static bool is_transfer(void) {
    sim_routine routine = sim_current_routine();
    return routine == ROUTINE_FltReadFile || routine == ROUTINE_FltWriteFile;
}

static void check_caller(PFILE_OBJECT file) {
    const char *routine = sim_routines[sim_current_routine()].name;
    const sim_held_lock *lock = ke_driver_lock_held();
    if (lock != NULL) {
        sim_report(RULE_L9, 0, SIM_NO_BUGCHECK,
                   "%s is called while the driver holds a lock (%s): filters below and the file "
                   "system may come to wait for it", routine, lock->kind);
    }
    if (file == NULL) return;
    if (file->FsContext == NULL) {
        sim_report(RULE_DDI, io_file_identity(file), SIM_NO_BUGCHECK,
                   "%s is called for a file object that is not open yet", routine);
    } else if (is_transfer() && io_is_cleaned_up(file)) {
        sim_report(RULE_DDI, io_file_identity(file), SIM_NO_BUGCHECK,
                   "%s is called for a file object after its cleanup", routine);
    }
}

flt_own_io flt_own_begin(PFLT_INSTANCE instance, PFILE_OBJECT file) {
    flt_object_check(instance, FLT_KIND_INSTANCE);
    check_caller(file);
    instance->own_io++;
    return (flt_own_io){instance, flt_own_device(instance)};
}

void flt_own_end(flt_own_io *io) {
    io->instance->own_io--;
    if (io->instance->own_io == 0) sim_wake(io->instance);
}
