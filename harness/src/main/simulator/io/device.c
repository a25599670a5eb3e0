// Device objects and the stacks that they form.
#include "internal.h"

SIM_STATE static io_device *newly_attached;

sim_identity io_device_identity(PDEVICE_OBJECT device) { return ob_identity(device); }

const UNICODE_STRING *io_device_name(PDEVICE_OBJECT device) {
    static const UNICODE_STRING none;
    const UNICODE_STRING *name = ob_name(device);
    return name != NULL ? name : &none;
}

PDEVICE_OBJECT io_find_device(const UNICODE_STRING *name) {
    UNICODE_STRING rest;
    void *object = ob_lookup(name, &rest);
    return object != NULL && rest.Length == 0 && ob_is(object, &ob_device_type) ? object : NULL;
}

static IO_UNCHECKED bool looks_like_device(PDEVICE_OBJECT device) {
    return device->Type == IO_TYPE_DEVICE && !io_device_of(device)->deleted;
}

bool io_check_device(PDEVICE_OBJECT device, const char *routine) {
    if (device == NULL) {
        sim_stop(RULE_DDI, 0, SIM_BUGCHECK(0x7E, STATUS_ACCESS_VIOLATION, 0, 0, 0),
                 "%s was called with a device object of NULL", routine);
    }
    if (looks_like_device(device)) return true;
    if (ob_is(device, &ob_device_type)) {
        // Deleted but still referenced: allowed for those that hold the reference.
        return true;
    }
    sim_stop(RULE_G27, 0, SIM_BUGCHECK(0x50, device, 0, 0, 0),
             "%s was called with a device object that does not exist (any more): %p", routine,
             (void *)device);
}

PDEVICE_OBJECT io_top_of_stack(PDEVICE_OBJECT device) {
    while (device->AttachedDevice != NULL) device = device->AttachedDevice;
    return device;
}

PDEVICE_OBJECT io_device_below(PDEVICE_OBJECT device) { return io_device_of(device)->attached_to; }

PDEVICE_OBJECT io_base_of_stack(PDEVICE_OBJECT device) {
    while (io_device_below(device) != NULL) device = io_device_below(device);
    return device;
}

// --- Creating and deleting -----------------------------------------------------------------------

// Of the dispatch routines that run for a device, those of the current thread end before anything
// else uses it.
static uint32_t executing_elsewhere(PDEVICE_OBJECT device) {
    uint32_t here = 0;
    for (io_callout *c = io_current_callout(); c != NULL; c = c->outer) {
        if (c->kind == IO_IN_DISPATCH && c->device == device) here++;
    }
    uint32_t all = io_device_of(device)->executing;
    return all > here ? all - here : 0;
}

static void destroy_device(void *body) {
    io_device *device = body;
    bool driver_owned = io_is_under_test(device->public.DriverObject);
    if (!device->deleted) {
        sim_stop(RULE_OBJECT, ob_identity(body), SIM_BUGCHECK(0x18, 0, body, 0, 0),
                 "A device object was dereferenced more often than it was referenced");
    }
    if (driver_owned && (executing_elsewhere(body) > 0 || device->completions > 0)) {
        sim_report(RULE_G27, ob_identity(body), SIM_BUGCHECK(0xD5, body, 0, 0, 0),
                   "A device object goes while %u dispatch and %u completion routines still use it",
                   executing_elsewhere(body), device->completions);
    }
}

PDEVICE_OBJECT io_create_device(PDRIVER_OBJECT driver, ULONG extension, DEVICE_TYPE type,
                                ULONG characteristics) {
    io_device *device =
        ob_create(&ob_device_type, sizeof(io_device) + ((extension + 15u) & ~15u), destroy_device);
    sim_heap_share(device);
    PDEVICE_OBJECT public = &device->public;
    public->Type = IO_TYPE_DEVICE;
    public->Size = (USHORT)(sizeof(DEVICE_OBJECT) + extension);
    public->DriverObject = driver;
    public->DeviceType = type;
    public->Characteristics = characteristics;
    public->Flags = DO_DEVICE_INITIALIZING;
    public->StackSize = 1;
    public->DeviceExtension = extension != 0 ? (void *)(device + 1) : NULL;
    public->DeviceObjectExtension = &device->extension;
    device->extension.DeviceObject = public;
    public->NextDevice = driver->DeviceObject;
    driver->DeviceObject = public;
    return public;
}

NTSTATUS NTAPI IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
                              PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
                              ULONG DeviceCharacteristics, BOOLEAN Exclusive,
                              PDEVICE_OBJECT *DeviceObject) {
    SIM_CALL(IoCreateDevice);
    *DeviceObject = NULL;
    SIM_FAULT(IoCreateDevice);
    PDEVICE_OBJECT device =
        io_create_device(DriverObject, DeviceExtensionSize, DeviceType, DeviceCharacteristics);
    if (Exclusive) device->Flags |= DO_EXCLUSIVE;
    if (DeviceName != NULL && DeviceName->Length != 0) {
        NTSTATUS status = ob_insert_name(DeviceName, device);
        if (!NT_SUCCESS(status)) {
            DriverObject->DeviceObject = device->NextDevice;
            io_device_of(device)->deleted = true;
            ob_dereference(device);
            return status;
        }
        device->Flags |= DO_DEVICE_HAS_NAME;
        if (sim_recording) sim_name(ob_identity(device), "%s", sim_text(DeviceName));
    }
    if (!io_is_under_test(DriverObject)) device->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
    *DeviceObject = device;
    return STATUS_SUCCESS;
}

// Filters above a device that goes are told by fast I/O, and detach.
static void detach_those_above(PDEVICE_OBJECT device) {
    while (device->AttachedDevice != NULL) {
        PDEVICE_OBJECT above = device->AttachedDevice;
        PFAST_IO_DETACH_DEVICE detach = IO_FAST_IO_ENTRY(above, FastIoDetachDevice);
        if (detach != NULL) {
            io_callout callout;
            ob_reference(above);
            io_device_of(above)->below_goes = true;
            io_fast_io_begin(&callout, above, "FastIoDetachDevice", 0);
            detach(above, device);
            io_fast_io_end(&callout);
            ob_dereference(above);
        } else {
            sim_stop(RULE_G22, ob_identity(above), SIM_BUGCHECK(0x50, device, 0, 0, 0),
                     "A device is deleted below a filter that has no FastIoDetachDevice");
        }
        if (device->AttachedDevice == above) {
            if (detach != NULL) {
                sim_report(RULE_G22, ob_identity(above), SIM_NO_BUGCHECK,
                           "FastIoDetachDevice did not detach its device");
            }
            io_detach(device);
        }
    }
}

static void unlink_from_driver(PDEVICE_OBJECT device) {
    PDEVICE_OBJECT *link = &device->DriverObject->DeviceObject;
    while (*link != NULL && *link != device) link = &(*link)->NextDevice;
    if (*link != NULL) *link = device->NextDevice;
    device->NextDevice = NULL;
}

VOID NTAPI IoDeleteDevice(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoDeleteDevice);
    io_check_device(DeviceObject, "IoDeleteDevice");
    io_device *device = io_device_of(DeviceObject);
    if (device->deleted) {
        sim_report(RULE_G27, ob_identity(device), SIM_NO_BUGCHECK,
                   "IoDeleteDevice was called twice for a device object");
        return;
    }
    if (device->attached_to != NULL) {
        sim_report(RULE_G27, ob_identity(device), SIM_NO_BUGCHECK,
                   "A device object is deleted that is attached to another");
        if (device->attached_to->AttachedDevice == DeviceObject) io_detach(device->attached_to);
    }
    if (DeviceObject->AttachedDevice != NULL && !device->below_goes &&
        io_is_under_test(DeviceObject->DriverObject)) {
        sim_report(RULE_G27, ob_identity(device), SIM_NO_BUGCHECK,
                   "A device object is deleted that another is attached to");
    }
    if ((DeviceObject->Flags & DO_SHUTDOWN_REGISTERED) != 0) {
        sim_report(RULE_OBJECT, ob_identity(device), SIM_NO_BUGCHECK,
                   "A device object is deleted that is registered for shutdown");
    }
    io_check_unregistered_first(DeviceObject->DriverObject, "IoDeleteDevice");
    detach_those_above(DeviceObject);
    sim_history(ob_identity(device), "deleted", -1);
    unlink_from_driver(DeviceObject);
    ob_remove_name(DeviceObject);
    device->deleted = true;
    if (device->vpb != NULL) device->vpb->DeviceObject = NULL;
    ob_dereference(DeviceObject);
}

static void forget_attached(io_device *device);

// --- Attaching and detaching ---------------------------------------------------------------------

NTSTATUS io_attach(PDEVICE_OBJECT source, PDEVICE_OBJECT target, PDEVICE_OBJECT *attached_to) {
    PDEVICE_OBJECT top = io_top_of_stack(target);
    if ((top->Flags & DO_DEVICE_INITIALIZING) != 0 || io_device_of(top)->deleted) {
        *attached_to = NULL;
        return STATUS_NO_SUCH_DEVICE;
    }
    source->StackSize = (CCHAR)(top->StackSize + 1);
    source->AlignmentRequirement = top->AlignmentRequirement;
    source->SectorSize = top->SectorSize;
    top->AttachedDevice = source;
    io_device_of(source)->attached_to = top;
    io_driver_of(source->DriverObject)->filters = true;
    ob_reference(top);
    if (io_is_under_test(source->DriverObject) && io_current_callout() != NULL) {
        forget_attached(io_device_of(source));
        io_device_of(source)->attached_in = io_current_callout();
        io_device_of(source)->next_attached = newly_attached;
        newly_attached = io_device_of(source);
    }
    sim_history(ob_identity(source), "attached", -1);
    *attached_to = top;
    return STATUS_SUCCESS;
}

void io_detach(PDEVICE_OBJECT target) {
    PDEVICE_OBJECT source = target->AttachedDevice;
    target->AttachedDevice = NULL;
    io_device_of(source)->attached_to = NULL;
    if (io_device_of(source)->attached_in != NULL) forget_attached(io_device_of(source));
    sim_history(ob_identity(source), "detached", -1);
    ob_dereference(target);
}

static void check_attach(PDEVICE_OBJECT source, PDEVICE_OBJECT target, const char *routine) {
    io_check_device(source, routine);
    io_check_device(target, routine);
    if (io_device_of(source)->attached_to != NULL) {
        sim_report(RULE_G23, ob_identity(source), SIM_NO_BUGCHECK,
                   "%s was called for a device that is attached already", routine);
    }
    if (source->DeviceType != target->DeviceType) {
        sim_report(RULE_G23, ob_identity(source), SIM_NO_BUGCHECK,
                   "A device of type 0x%X is attached to one of type 0x%X", source->DeviceType,
                   target->DeviceType);
    }
    if (!io_driver_of(source->DriverObject)->initialising &&
        (source->Flags & DO_DEVICE_INITIALIZING) == 0) {
        sim_report(RULE_G23, ob_identity(source), SIM_NO_BUGCHECK,
                   "DO_DEVICE_INITIALIZING is cleared before the device is attached");
    }
}

NTSTATUS NTAPI IoAttachDeviceToDeviceStackSafe(PDEVICE_OBJECT SourceDevice,
                                               PDEVICE_OBJECT TargetDevice,
                                               PDEVICE_OBJECT *AttachedToDeviceObject) {
    SIM_CALL(IoAttachDeviceToDeviceStackSafe);
    SIM_FAULT(IoAttachDeviceToDeviceStackSafe);
    if (IO_FROM_DRIVER()) {
        check_attach(SourceDevice, TargetDevice, "IoAttachDeviceToDeviceStackSafe");
        if (*AttachedToDeviceObject != NULL) {
            sim_report(RULE_DDI, ob_identity(SourceDevice), SIM_NO_BUGCHECK,
                       "IoAttachDeviceToDeviceStackSafe: the result must be NULL before the call");
        }
    }
    return io_attach(SourceDevice, TargetDevice, AttachedToDeviceObject);
}

PDEVICE_OBJECT NTAPI IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
                                                 PDEVICE_OBJECT TargetDevice) {
    SIM_CALL(IoAttachDeviceToDeviceStack);
    if (IO_FROM_DRIVER()) check_attach(SourceDevice, TargetDevice, "IoAttachDeviceToDeviceStack");
    if (SIM_FAILS(IoAttachDeviceToDeviceStack)) return NULL;
    PDEVICE_OBJECT attached_to;
    NTSTATUS status = io_attach(SourceDevice, TargetDevice, &attached_to);
    // A request may come here, before the caller has the result: why there is a safe routine.
    if (IO_FROM_DRIVER()) sim_point();
    return NT_SUCCESS(status) ? attached_to : NULL;
}

VOID NTAPI IoDetachDevice(PDEVICE_OBJECT TargetDevice) {
    SIM_CALL(IoDetachDevice);
    io_check_device(TargetDevice, "IoDetachDevice");
    PDEVICE_OBJECT source = TargetDevice->AttachedDevice;
    if (source == NULL) {
        sim_report(RULE_G27, ob_identity(TargetDevice), SIM_NO_BUGCHECK,
                   "IoDetachDevice was called for a device that nothing is attached to");
        return;
    }
    if (source->AttachedDevice != NULL && !io_device_of(source)->below_goes) {
        sim_report(RULE_G27, ob_identity(source), SIM_NO_BUGCHECK,
                   "A device is detached that another is attached to");
    }
    io_check_unregistered_first(source->DriverObject, "IoDetachDevice");
    io_detach(TargetDevice);
}

// Between the attaching and the setting of the flags, requests may come; after the routine that
// does it, nothing changes.
static void check_flags(io_device *state) {
    PDEVICE_OBJECT device = &state->public;
    if (state->attached_to == NULL || io_driver_of(device->DriverObject)->initialising) return;
    const ULONG buffering = DO_BUFFERED_IO | DO_DIRECT_IO;
    ULONG wanted = state->attached_to->Flags & buffering;
    if ((device->Flags & buffering) != wanted) {
        sim_report(RULE_G23, ob_identity(device), SIM_NO_BUGCHECK,
                   "A filter's device is attached with the flags 0x%X, the device below has 0x%X "
                   "(DO_BUFFERED_IO, DO_DIRECT_IO)",
                   device->Flags & buffering, wanted);
    }
    if ((device->Flags & DO_DEVICE_INITIALIZING) != 0) {
        sim_report(RULE_G23, ob_identity(device), SIM_NO_BUGCHECK,
                   "DO_DEVICE_INITIALIZING was not cleared on a device that was attached");
    }
}

static void forget_attached(io_device *device) {
    for (io_device **link = &newly_attached; *link != NULL; link = &(*link)->next_attached) {
        if (*link != device) continue;
        *link = device->next_attached;
        device->attached_in = NULL;
        return;
    }
}

void io_check_attached_devices(const io_callout *callout) {
    for (io_device *device = newly_attached, *next; device != NULL; device = next) {
        next = device->next_attached;
        if (device->attached_in != callout) continue;
        forget_attached(device);
        check_flags(device);
    }
}
