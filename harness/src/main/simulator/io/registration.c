// The file systems that are registered, and the filters that want to know of them (G24).
#include "internal.h"

#define FILE_SYSTEMS 16

typedef struct watcher {
    struct watcher *next;
    PDRIVER_OBJECT driver;
    PDRIVER_FS_NOTIFICATION routine;
} watcher;

SIM_STATE static PDEVICE_OBJECT file_systems[FILE_SYSTEMS];
SIM_STATE static uint32_t file_system_count;
SIM_STATE static watcher *watchers; // the last one registered comes first
SIM_STATE static PDRIVER_OBJECT still_initialising;
SIM_STATE static uint64_t dispatch_at_registration;

uint32_t io_file_system_count(void) { return file_system_count; }

PDEVICE_OBJECT io_file_system_at(uint32_t index) { return file_systems[index]; }

static void notify(const watcher *who, PDEVICE_OBJECT file_system, bool active) {
    PDRIVER_FS_NOTIFICATION routine = who->routine;
    if (!io_is_under_test(who->driver)) {
        routine(file_system, active);
        return;
    }
    io_callout callout;
    io_callout_begin(&callout, IO_IN_NOTIFICATION, who->driver, NULL,
                     "notification of file-system changes", 0);
    routine(file_system, active);
    io_callout_end(&callout);
}

static void notify_all(PDEVICE_OBJECT file_system, bool active) {
    for (watcher *who = watchers; who != NULL;) {
        watcher *next = who->next;
        notify(who, file_system, active);
        who = next;
    }
}

VOID NTAPI IoRegisterFileSystem(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoRegisterFileSystem);
    if (io_device_below(DeviceObject) != NULL && IO_FROM_DRIVER()) {
        sim_report(RULE_DDI, ob_identity(DeviceObject), SIM_NO_BUGCHECK,
                   "IoRegisterFileSystem was called by a filter: it is for file systems only");
        return;
    }
    if (file_system_count == FILE_SYSTEMS) sim_broken("Too many file systems");
    ob_reference(DeviceObject);
    for (uint32_t i = file_system_count++; i > 0; i--) file_systems[i] = file_systems[i - 1];
    file_systems[0] = DeviceObject;
    DeviceObject->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
    notify_all(DeviceObject, true);
}

VOID NTAPI IoUnregisterFileSystem(PDEVICE_OBJECT DeviceObject) {
    SIM_CALL(IoUnregisterFileSystem);
    uint32_t at = 0;
    while (at < file_system_count && file_systems[at] != DeviceObject) at++;
    if (at == file_system_count) return;
    file_system_count--;
    for (; at < file_system_count; at++) file_systems[at] = file_systems[at + 1];
    notify_all(DeviceObject, false);
    ob_dereference(DeviceObject);
}

// What a request finds in the driver: if it changes after the registration, requests came too
// early.
uint64_t io_dispatch_sum(PDRIVER_OBJECT driver) {
    uint64_t sum = (uintptr_t)driver->FastIoDispatch;
    for (int i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        sum = sum * 31 + (uintptr_t)driver->MajorFunction[i];
    }
    return sum;
}

void io_check_registration_was_last(PDRIVER_OBJECT driver) {
    if (still_initialising != driver) return;
    still_initialising = NULL;
    if (io_dispatch_sum(driver) == dispatch_at_registration) return;
    sim_report(RULE_G24, ob_identity(driver), SIM_NO_BUGCHECK,
               "Dispatch routines were set after IoRegisterFsRegistrationChange, which calls back "
               "at once");
}

static NTSTATUS watch(PDRIVER_OBJECT driver, PDRIVER_FS_NOTIFICATION routine) {
    if (watchers != NULL && watchers->driver == driver && watchers->routine == routine) {
        return STATUS_DEVICE_ALREADY_ATTACHED;
    }
    watcher *who = sim_alloc(sizeof *who);
    *who = (watcher){watchers, driver, routine};
    watchers = who;
    ob_reference(driver);
    if (io_driver_of(driver)->initialising) {
        still_initialising = driver;
        dispatch_at_registration = io_dispatch_sum(driver);
    }
    PDEVICE_OBJECT now[FILE_SYSTEMS];
    uint32_t count = file_system_count;
    for (uint32_t i = 0; i < count; i++) {
        now[i] = file_systems[i];
        ob_reference(now[i]);
    }
    watcher copy = *who;
    for (uint32_t i = 0; i < count; i++) {
        notify(&copy, now[i], true);
        ob_dereference(now[i]);
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoRegisterFsRegistrationChange(PDRIVER_OBJECT DriverObject,
                                              PDRIVER_FS_NOTIFICATION DriverNotificationRoutine) {
    SIM_CALL(IoRegisterFsRegistrationChange);
    SIM_FAULT(IoRegisterFsRegistrationChange);
    return watch(DriverObject, DriverNotificationRoutine);
}

NTSTATUS NTAPI IoRegisterFsRegistrationChangeMountAware(
    PDRIVER_OBJECT DriverObject, PDRIVER_FS_NOTIFICATION DriverNotificationRoutine,
    BOOLEAN SynchronizeWithMounts) {
    SIM_CALL(IoRegisterFsRegistrationChangeMountAware);
    SIM_FAULT(IoRegisterFsRegistrationChangeMountAware);
    if (SynchronizeWithMounts) io_wait_for_mounts();
    return watch(DriverObject, DriverNotificationRoutine);
}

static bool forget(PDRIVER_OBJECT driver, PDRIVER_FS_NOTIFICATION routine) {
    for (watcher **link = &watchers; *link != NULL; link = &(*link)->next) {
        watcher *who = *link;
        if (who->driver != driver || (routine != NULL && who->routine != routine)) continue;
        *link = who->next;
        sim_free(who);
        ob_dereference(driver);
        return true;
    }
    return false;
}

VOID NTAPI IoUnregisterFsRegistrationChange(PDRIVER_OBJECT DriverObject,
                                            PDRIVER_FS_NOTIFICATION DriverNotificationRoutine) {
    SIM_CALL(IoUnregisterFsRegistrationChange);
    if (!forget(DriverObject, DriverNotificationRoutine)) {
        sim_report(RULE_G24, ob_identity(DriverObject), SIM_NO_BUGCHECK,
                   "IoUnregisterFsRegistrationChange was called for what is not registered");
    }
}

void io_check_unregistered_first(PDRIVER_OBJECT driver, const char *routine) {
    if (io_within(IO_IN_UNLOAD) == NULL) return;
    for (watcher *who = watchers; who != NULL; who = who->next) {
        if (who->driver != driver) continue;
        sim_report(RULE_G24, ob_identity(driver), SIM_NO_BUGCHECK,
                   "%s was called in DriverUnload before IoUnregisterFsRegistrationChange: the "
                   "filter may be attached anew",
                   routine);
        return;
    }
}

void io_forget_notifications(PDRIVER_OBJECT driver) {
    while (forget(driver, NULL)) {
        sim_report(RULE_G24, ob_identity(driver), SIM_BUGCHECK(0xCE, 0, 0, 0, 0),
                   "The driver goes with its notification of file-system changes registered");
    }
}

NTSTATUS NTAPI IoEnumerateRegisteredFiltersList(PDRIVER_OBJECT *DriverObjectList,
                                                ULONG DriverObjectListSize,
                                                PULONG ActualNumberDriverObjects) {
    SIM_CALL(IoEnumerateRegisteredFiltersList);
    SIM_FAULT(IoEnumerateRegisteredFiltersList);
    ULONG room = DriverObjectList != NULL ? DriverObjectListSize / sizeof(PDRIVER_OBJECT) : 0;
    ULONG count = 0;
    for (watcher *who = watchers; who != NULL; who = who->next, count++) {
        if (count >= room) continue;
        ob_reference(who->driver);
        if (IO_FROM_DRIVER()) ob_grant(who->driver);
        DriverObjectList[count] = who->driver;
    }
    *ActualNumberDriverObjects = count;
    return count <= room ? STATUS_SUCCESS : STATUS_BUFFER_TOO_SMALL;
}
