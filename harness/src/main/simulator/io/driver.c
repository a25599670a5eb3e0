// Driver objects: those of the simulator's own, and the loading and unloading of the driver under
// test.
#include <string.h>

#include "internal.h"

SIM_STATE static io_driver *drivers;
SIM_STATE static void (*unload_checks[4])(PDRIVER_OBJECT driver);

io_driver *io_drivers(void) { return drivers; }

bool io_is_under_test(PDRIVER_OBJECT driver) { return io_driver_of(driver)->under_test; }

void io_set_minifilter(PDRIVER_OBJECT driver) { io_driver_of(driver)->minifilter = true; }

void io_at_unload(void (*check)(PDRIVER_OBJECT driver)) {
    for (size_t i = 0; i < sizeof unload_checks / sizeof *unload_checks; i++) {
        if (unload_checks[i] == check) return;
        if (unload_checks[i] == NULL) {
            unload_checks[i] = check;
            return;
        }
    }
    sim_broken("Too many checks at unload");
}

NTSTATUS io_invalid_request(PDEVICE_OBJECT device, PIRP irp) {
    io_verify_unhandled(device, io_current_location(irp)->MajorFunction);
    return io_finish(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

static UNICODE_STRING compose(const char *head, const char *tail) {
    size_t length = strlen(head) + strlen(tail);
    WCHAR *text = sim_alloc((length + 1) * sizeof(WCHAR));
    size_t at = 0;
    for (const char *c = head; *c != 0; c++) text[at++] = (WCHAR)*c;
    for (const char *c = tail; *c != 0; c++) text[at++] = (WCHAR)*c;
    return (UNICODE_STRING){(USHORT)(length * sizeof(WCHAR)),
                            (USHORT)((length + 1) * sizeof(WCHAR)), text};
}

static void destroy_driver(void *body) {
    sim_stop(RULE_OBJECT, ob_identity(body), SIM_BUGCHECK(0x18, 0, body, 0, 0),
             "The driver object was dereferenced more often than it was referenced");
}

static io_driver *create(const char *name) {
    io_driver *driver = ob_create(&ob_driver_type, sizeof *driver, destroy_driver);
    PDRIVER_OBJECT public = &driver->public;
    public->Type = IO_TYPE_DRIVER;
    public->Size = sizeof *public;
    public->DriverExtension = &driver->extension;
    driver->extension.DriverObject = public;
    public->DriverName = compose("\\FileSystem\\", name);
    for (int i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        public->MajorFunction[i] = io_invalid_request;
    }
    sim_name(ob_identity(driver), "%s", name);
    driver->next = drivers;
    drivers = driver;
    return driver;
}

PDRIVER_OBJECT io_create_driver(const char *name, NTSTATUS (*initialize)(PDRIVER_OBJECT driver)) {
    io_driver *driver = create(name);
    NTSTATUS status = initialize != NULL ? initialize(&driver->public) : STATUS_SUCCESS;
    if (!NT_SUCCESS(status)) sim_broken("Driver %s does not start: 0x%08X", name, (unsigned)status);
    return &driver->public;
}

// What is left when the driver is gone: its code would be called, its memory never freed.
static void check_remains(io_driver *driver) {
    PDRIVER_OBJECT public = &driver->public;
    if (driver->callouts > 0) {
        sim_stop(RULE_G27, ob_identity(driver), SIM_BUGCHECK(0xCE, 0, 0, 0, 0),
                 "The driver is unloaded while %u of its routines run in other threads",
                 driver->callouts);
    }
    fsrtl_driver_ends(public);
    io_forget_notifications(public);
    for (size_t i = 0; i < sizeof unload_checks / sizeof *unload_checks; i++) {
        if (unload_checks[i] != NULL) unload_checks[i](public);
    }
    for (PDEVICE_OBJECT device = public->DeviceObject; device != NULL;
         device = device->NextDevice) {
        bool attached = io_device_of(device)->attached_to != NULL;
        sim_report(RULE_OBJECT, ob_identity(device), SIM_BUGCHECK(0xCE, 0, 0, 0, 0),
                   "A device object%s is left when the driver is unloaded",
                   attached ? " that is attached" : "");
    }
    if (ob_reference_count(driver) > 1) {
        sim_report(RULE_OBJECT, ob_identity(driver), SIM_BUGCHECK(0xCE, 0, 0, 0, 0),
                   "The driver object has %d references of the driver's own when it is unloaded",
                   ob_reference_count(driver) - 1);
    }
    // The object stays, so that calls of what was unloaded are found out.
    driver->unloaded = true;
}

NTSTATUS io_load_driver(sim_driver_entry entry, const char *service, PDRIVER_OBJECT *loaded) {
    io_driver *driver = create(service);
    driver->under_test = true;
    driver->initialising = true;
    driver->registry_path =
        compose("\\Registry\\Machine\\System\\CurrentControlSet\\Services\\", service);
    driver->extension.ServiceKeyName = driver->public.DriverName;
    // The path is the I/O manager's and ends with DriverEntry: drivers that keep it are found out.
    UNICODE_STRING path = driver->registry_path;
    path.Buffer = ex_pool_allocate(SIM_PAGED, path.MaximumLength, IO_TAG_NAME, "registry path");
    memcpy(path.Buffer, driver->registry_path.Buffer, path.MaximumLength);

    io_callout callout;
    io_callout_begin(&callout, IO_IN_DRIVER_ENTRY, &driver->public, NULL, "DriverEntry", 0);
    NTSTATUS status = entry(&driver->public, &path);
    io_callout_end(&callout);
    ex_pool_free(path.Buffer);
    driver->initialising = false;
    io_check_registration_was_last(&driver->public);

    if (NT_SUCCESS(status)) {
        for (PDEVICE_OBJECT device = driver->public.DeviceObject; device != NULL;
             device = device->NextDevice) {
            device->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
        }
        if (loaded != NULL) *loaded = &driver->public;
        return status;
    }
    check_remains(driver);
    if (loaded != NULL) *loaded = NULL;
    return status;
}

NTSTATUS io_unload_driver(PDRIVER_OBJECT public) {
    io_driver *driver = io_driver_of(public);
    if (public->DriverUnload == NULL) return STATUS_INVALID_DEVICE_REQUEST;

    io_callout callout;
    io_callout_begin(&callout, IO_IN_UNLOAD, public, NULL, "DriverUnload", 0);
    public->DriverUnload(public);
    io_callout_end(&callout);
    ke_driver_unloaded(public);
    check_remains(driver);
    return STATUS_SUCCESS;
}
